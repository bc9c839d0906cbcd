using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Node;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Job;

/// <summary>The instructions that settle a job, with what has to be read for them.</summary>
internal static class JobSettlement
{
    public static async Task<IReadOnlyList<Instruction>> InstructionsAsync(
        Signing signing, JobRecipes recipes, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken)
    {
        var node = await NodeAccount.ReadAsync(signing.Chain, job.Value.Node, cancellationToken).ConfigureAwait(false);
        var config = await signing.Chain.ConfigAsync<Client.Markets.Config>(MarketsProgram.Id, MarketsProgram.Name, cancellationToken).ConfigureAwait(false);
        var accounts = await signing.Chain.Rpc.GetAccountsAsync(
            [recipes.Addresses.HyperAccount(job.Value.Funder), recipes.Addresses.HyperAccount(job.Value.Orchestrator)], null, null, cancellationToken).ConfigureAwait(false);
        var missing = MissingAccounts.None;
        missing |= accounts.Value[0] is null ? MissingAccounts.Funder : MissingAccounts.None;
        missing |= job.Value.Orchestrator != default && accounts.Value[1] is null ? MissingAccounts.Orchestrator : MissingAccounts.None;
        return recipes.Settle(signing.Signer, job.Address, job.Value, node.Value.Payout, config.Params.FeeShards, missing);
    }
}
