using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Node;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Cranks;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Job;

internal sealed class CrankCommand() : JobCommand(
    "crank",
    "Take the step that is due with a job, whoever posted it: settle, refund, open again, draw or count the votes of a challenge, close.",
    "hypernode job crank 9xQe...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken)
    {
        var recipes = Recipes(signing);
        var config = await signing.Chain.ConfigAsync<Client.Markets.Config>(MarketsProgram.Id, MarketsProgram.Name, cancellationToken).ConfigureAwait(false);
        var challenge = await new ProgramAccounts(signing.Chain.Rpc, MarketsProgram.Id)
            .FetchAsync<Challenge>(recipes.ChallengeOf(job.Address), cancellationToken).ConfigureAwait(false);
        var now = await signing.Chain.NowAsync(cancellationToken).ConfigureAwait(false);
        var crank = job.Value.State == JobState.Challenged && challenge is not null
            ? DueCrank.Of(challenge.Value, now)
            : DueCrank.Of(job.Value, config.Params.CloseDelaySeconds);
        if (crank is null || !crank.IsDue(now))
        {
            throw new CliException(
                ExitCode.Refused,
                crank is null ? $"nothing is due with a job that is {job.Value.State}" : $"{crank.Kind} is due at {TimeText.Of(crank.DueAt)}; the chain's clock says {TimeText.Of(now)}",
                "try again then");
        }

        var instructions = await InstructionsAsync(signing, recipes, crank.Kind, job, challenge, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync($"crank job: {crank.Kind}", instructions, null, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.job.cranked.v1", sent, new Facts().Address("job", "job", job.Address).Text("step", "step", crank.Kind.ToString()));
    }

    private static async Task<IReadOnlyList<Instruction>> InstructionsAsync(
        Signing signing, JobRecipes recipes, CrankKind kind, ChainAccount<Client.Markets.Job> job, ChainAccount<Challenge>? challenge, CancellationToken cancellationToken) => kind switch
        {
            CrankKind.Settle => await JobSettlement.InstructionsAsync(signing, job, session: null, cancellationToken).ConfigureAwait(false),
            CrankKind.Expire => [recipes.Expire(job.Address, job.Value)],
            CrankKind.Reassign => [recipes.Reassign(signing.Signer, job.Address, job.Value)],
            CrankKind.ExpireRun => [recipes.ExpireRun(signing.Signer, job.Address, job.Value)],
            CrankKind.DrawPanel => [recipes.DrawPanel(job.Address)],
            CrankKind.ResolveChallenge => [await ResolveAsync(signing, recipes, job, challenge!.Value, cancellationToken).ConfigureAwait(false)],
            CrankKind.Refund => [recipes.Refund(job.Address, job.Value)],
            _ => challenge is null ? [recipes.Close(job.Address, job.Value)] : [recipes.CloseChallenge(job.Address, challenge.Value), recipes.Close(job.Address, job.Value)],
        };

    private static async Task<Instruction> ResolveAsync(
        Signing signing, JobRecipes recipes, ChainAccount<Client.Markets.Job> job, Challenge challenge, CancellationToken cancellationToken)
    {
        var node = await NodeAccount.ReadAsync(signing.Chain, job.Value.Node, cancellationToken).ConfigureAwait(false);
        return recipes.ResolveChallenge(
            signing.Signer, job.Address, job.Value, challenge, node.Value.Payout, [.. challenge.Voters.Take(challenge.VotersCount)]);
    }
}
