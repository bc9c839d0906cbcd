using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Node;

/// <summary>Reads one node, or says that there is none.</summary>
internal static class NodeAccount
{
    public static Task<ChainAccount<Client.Registry.Node>> ReadAsync(ChainSession chain, Address node, CancellationToken cancellationToken) =>
        chain.RequireAsync<Client.Registry.Node>(RegistryProgram.Id, node, "node", "hypernode node list", cancellationToken);
}
