using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Job;

internal sealed class VerdictCommand : JobCommand
{
    private readonly Argument<Verdict> _verdict;

    public VerdictCommand()
        : base("verdict", "Judge the result of a challenged job as a validator of its panel.", "hypernode job verdict 9xQe... invalid --wallet validator-1") =>
        _verdict = Argument<Verdict>("VERDICT", "valid or invalid.");

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken)
    {
        RequireState(job, JobState.Challenged);
        var verdict = signing.Call.Required(_verdict);
        if (verdict == Verdict.None)
        {
            throw new CliException(ExitCode.Usage, "no verdict is given", "write valid or invalid");
        }

        var recipes = Recipes(signing);
        var sent = await signing.SendAsync(
            $"verdict {verdict}", cancellationToken, recipes.CastVerdict(signing.Signer, job.Address, job.Value, verdict == Verdict.Valid)).ConfigureAwait(false);
        var challenge = await signing.Chain.RequireAsync<Challenge>(
            MarketsProgram.Id, recipes.ChallengeOf(job.Address), "challenge", null, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.job.verdict.v1", sent, new Facts()
            .Address("job", "job", job.Address)
            .Text("verdict", "verdict", verdict.ToString())
            .Number("valid", "valid", challenge.Value.Valid)
            .Number("invalid", "invalid", challenge.Value.Invalid)
            .Time("deadlineAt", "votes until", challenge.Value.DeadlineAt));
    }
}
