using Hypernode.Cli.Chain;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Client.Rewards;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Node;

/// <summary>What a node is due of an epoch's incentive.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Amount">floor(pool * the node's points / all points); what the epoch holds so far while it is not final.</param>
/// <param name="IsFinal">Whether every fee shard has left the epoch, so that it can be claimed.</param>
internal sealed record NodeIncentive(uint Epoch, HyperAmount Amount, bool IsFinal)
{
    /// <summary>The epochs a node has not claimed, oldest first. Epochs are claimed in order.</summary>
    public static async Task<IReadOnlyList<NodeIncentive>> ListAsync(ChainSession chain, Address node, Reputation reputation, CancellationToken cancellationToken)
    {
        var rewards = new ProgramAccounts(chain.Rpc, RewardsProgram.Id);
        var claim = await rewards.FetchAsync<IncentiveClaim>(RewardsAddresses.FindClaimAddress(node).Address, cancellationToken).ConfigureAwait(false);
        var state = await chain.RequireAsync<State>(
            RewardsProgram.Id, RewardsAddresses.FindStateAddress().Address, "state of rewards", null, cancellationToken).ConfigureAwait(false);
        var config = await chain.ConfigAsync<Client.Rewards.Config>(RewardsProgram.Id, RewardsProgram.Name, cancellationToken).ConfigureAwait(false);
        var lowest = state.Value.ShardLabels.Take(config.Params.FeeShards).Min();
        var due = reputation.Points.Where(points => points.Points > 0 && points.Epoch >= (claim?.Value.NextEpoch ?? 0)).OrderBy(points => points.Epoch).ToList();
        var pools = due.Count == 0
            ? []
            : await rewards.FetchAsync<EpochPool>([.. due.Select(points => RewardsAddresses.FindPoolAddress(points.Epoch).Address)], cancellationToken).ConfigureAwait(false);
        return
        [
            .. due.Zip(pools).Where(pair => pair.Second is { Value.Points: > 0 }).Select(pair => new NodeIncentive(
                pair.First.Epoch,
                new HyperAmount((ulong)((UInt128)pair.Second!.Value.Amount * pair.First.Points / pair.Second.Value.Points)),
                lowest > pair.First.Epoch)),
        ];
    }
}
