using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Worker.Leases;

namespace Hypernode.Worker.Chain;

/// <summary>Gathers what the chain says about our node from the accounts of three programs, in one call.</summary>
/// <param name="rpc">The cluster.</param>
internal sealed class NodeReader(SolanaRpcClient rpc)
{
    private static readonly Address RegistryConfig = RegistryAddresses.FindConfigAddress().Address;
    private static readonly Address MarketsConfig = MarketsAddresses.FindConfigAddress().Address;

    /// <exception cref="NodeUnusableException">There is no such node, or another key operates it.</exception>
    public async Task<NodeView> ReadAsync(NodeIdentity identity, CancellationToken cancellationToken)
    {
        Address[] addresses = [identity.Node, RegistryAddresses.FindReputationAddress(identity.Node).Address, RegistryConfig, MarketsConfig, identity.Operator];
        var accounts = (await rpc.GetAccountsAsync(addresses, null, null, cancellationToken)).Value;
        if (accounts[0] is not { } nodeAccount || nodeAccount.Owner != RegistryProgram.Id || accounts[1] is not { } reputationAccount)
        {
            throw new NodeUnusableException($"There is no node {identity.Node} on this chain. Register it, or correct the option Node.");
        }

        var node = Node.DecodeAccount(nodeAccount.Data.Span);
        if (node.Operator != identity.Operator)
        {
            throw new NodeUnusableException($"Node {identity.Node} is operated by {node.Operator}, not by {identity.Operator}. Use its key file, or rotate the operator.");
        }

        var registry = accounts[2] is { } r ? Client.Registry.Config.DecodeAccount(r.Data.Span) : null;
        var markets = accounts[3] is { } m ? Client.Markets.Config.DecodeAccount(m.Data.Span) : null;
        if (registry is null || markets is null)
        {
            throw new NodeUnusableException("The programs of this chain are not initialised yet.");
        }

        return new NodeView
        {
            Address = identity.Node,
            Authority = node.Authority,
            Operator = node.Operator,
            IsActive = node.Status == NodeStatus.Active,
            Status = node.Status.ToString(),
            Has = new HardwareNeeds(Math.Min(node.GpuCount, node.Fingerprints), node.VramMib, node.CpuCores, node.RamMib, node.DiskGib, node.Region, 0, 0, 0, 0),
            ArchitectureBit = 1 << (int)node.Architecture,
            VendorBit = 1 << (int)node.GpuVendor,
            MaxRuns = node.MaxRuns,
            ActiveRuns = node.ActiveRuns,
            GpusInUse = node.GpusInUse,
            PriceFloor = node.PriceFloor,
            MinDurationSeconds = node.MinDurationSeconds,
            MaxDurationSeconds = node.MaxDurationSeconds,
            ReputationTier = (int)Reputation.DecodeAccount(reputationAccount.Data.Span).Tier,
            TierDelaySeconds = [.. markets.Params.TierDelaySeconds.Select(seconds => (long)seconds)],
            LastHeartbeatAt = node.LastHeartbeatAt,
            OfflineAfterSeconds = registry.Params.OfflineAfterSeconds,
            OperatorLamports = accounts[4]?.Lamports ?? 0,
        };
    }
}
