using Hypernode.Client.Registry;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Matching;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Worker.Leases;

namespace Hypernode.Worker.Chain;

/// <summary>Gathers what the chain says about our node from the accounts of three programs, in one call.</summary>
internal sealed class NodeReader
{
    private readonly SolanaRpcClient _rpc;
    private readonly NodeIdentity _identity;
    private readonly Address[] _addresses;

    /// <param name="rpc">The cluster.</param>
    /// <param name="identity">Which node.</param>
    /// <param name="addresses">Programs of the network.</param>
    public NodeReader(SolanaRpcClient rpc, NodeIdentity identity, JobAddresses addresses)
    {
        _rpc = rpc;
        _identity = identity;
        _addresses =
        [
            identity.Node,
            addresses.Reputation(identity.Node),
            addresses.Bond(identity.Node),
            RegistryAddresses.FindConfigAddress(addresses.RegistryProgram).Address,
            Client.Markets.MarketsAddresses.FindConfigAddress(addresses.MarketsProgram).Address,
            StakingAddresses.FindConfigAddress(addresses.StakingProgram).Address,
            identity.Operator,
        ];
    }

    /// <exception cref="NodeUnusableException">There is no such node, another key operates it, or the programs are not initialised.</exception>
    public async Task<NodeView> ReadAsync(CancellationToken cancellationToken)
    {
        var accounts = (await _rpc.GetAccountsAsync(_addresses, null, null, cancellationToken)).Value;
        var node = Node.DecodeAccount(Require(accounts[0], $"There is no node {_identity.Node} on this chain. Register it, or correct the option Node."));
        var reputation = Reputation.DecodeAccount(Require(accounts[1], $"Node {_identity.Node} has no reputation account."));
        if (node.Operator != _identity.Operator)
        {
            throw new NodeUnusableException($"Node {_identity.Node} is operated by {node.Operator}, not by {_identity.Operator}. Use its key file, or rotate the operator.");
        }

        const string uninitialised = "The programs of this chain are not initialised yet.";
        var registry = Client.Registry.Config.DecodeAccount(Require(accounts[3], uninitialised));
        var markets = Client.Markets.Config.DecodeAccount(Require(accounts[4], uninitialised));
        var staking = Client.Staking.Config.DecodeAccount(Require(accounts[5], uninitialised));
        var pledged = accounts[2] is { } bond ? Bond.DecodeAccount(bond.Data.Span).Pledged : 0;
        return new NodeView(
            new Candidate(_identity.Node, node, reputation.Tier, pledged),
            new EligibilityRules(markets.Head.EntriesPaused != 0, markets.Params.TierDelaySeconds, new CapacityTable(staking.Params.CapacityThresholds, staking.Params.CapacityRuns)),
            registry.Params.OfflineAfterSeconds,
            accounts[6]?.Lamports ?? 0);
    }

    private static ReadOnlySpan<byte> Require(AccountInfo? account, string problem) => account is { } found ? found.Data.Span : throw new NodeUnusableException(problem);
}
