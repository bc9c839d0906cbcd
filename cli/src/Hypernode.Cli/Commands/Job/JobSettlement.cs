using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Node;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Job;

/// <summary>The instructions that settle a job, with what has to be read for them.</summary>
internal static class JobSettlement
{
    public static async Task<IReadOnlyList<Instruction>> InstructionsAsync(
        Signing signing, ChainAccount<Client.Markets.Job> job, SessionKey? session, CancellationToken cancellationToken)
    {
        var recipes = signing.Chain.JobRecipes();
        var node = await NodeAccount.ReadAsync(signing.Chain, job.Value.Node, cancellationToken).ConfigureAwait(false);
        var config = await signing.Chain.ConfigAsync<Client.Markets.Config>(MarketsProgram.Id, MarketsProgram.Name, cancellationToken).ConfigureAwait(false);
        var publisher = job.Value.Origin == Origin.Template
            ? TemplateRecipes.PublisherOf((await signing.Chain.Rpc.GetAccountAsync(job.Value.Parent, cancellationToken).ConfigureAwait(false)).Value)
            : null;
        (MissingAccounts Missing, Address? Owner)[] paid =
        [
            (MissingAccounts.Funder, job.Value.Funder),
            (MissingAccounts.Orchestrator, job.Value.Orchestrator == default ? null : job.Value.Orchestrator),
            (MissingAccounts.Publisher, publisher),
        ];
        var owners = paid.Where(pair => pair.Owner is not null).ToList();
        var accounts = await signing.Chain.Rpc.GetAccountsAsync(
            [.. owners.Select(pair => recipes.Addresses.HyperAccount(pair.Owner!.Value))], null, null, cancellationToken).ConfigureAwait(false);
        var missing = owners.Zip(accounts.Value)
            .Where(pair => pair.Second is null)
            .Aggregate(MissingAccounts.None, (all, pair) => all | pair.First.Missing);
        return recipes.Settle(signing.Signer, job.Address, job.Value, node.Value.Payout, config.Params.FeeShards, missing, publisher, session);
    }
}
