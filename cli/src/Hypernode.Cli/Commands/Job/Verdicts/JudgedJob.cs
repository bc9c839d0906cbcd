using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Digests;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Job.Verdicts;

/// <summary>A challenged job in the eyes of one validator: the round under way, and where its commitment lies.</summary>
internal sealed record JudgedJob(ChainAccount<Client.Markets.Job> Job, Challenge Challenge, JudgementKey Key, Address Commitment)
{
    public static async Task<JudgedJob> ReadAsync(
        Signing signing, JobRecipes recipes, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken)
    {
        var challenge = await signing.Chain.RequireAsync<Challenge>(
            MarketsProgram.Id, recipes.ChallengeOf(job.Address), "challenge", null, cancellationToken).ConfigureAwait(false);
        var config = await signing.Chain.ConfigAsync<Config>(MarketsProgram.Id, "markets", cancellationToken).ConfigureAwait(false);
        var (owner, round) = (signing.Signer, challenge.Value.Round);
        return new JudgedJob(
            job,
            challenge.Value,
            new JudgementKey(new Hash(config.Params.Genesis), MarketsProgram.Id, job.Address, job.Value.PostedSlot, round, owner),
            recipes.CommitmentOf(owner, job.Address, job.Value, round));
    }
}
