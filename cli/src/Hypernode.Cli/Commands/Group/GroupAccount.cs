using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Group;

/// <summary>Reads groups and their members.</summary>
internal static class GroupAccount
{
    public static Task<ChainAccount<Client.Registry.Group>> ReadAsync(ChainSession chain, Address group, CancellationToken cancellationToken) =>
        chain.RequireAsync<Client.Registry.Group>(RegistryProgram.Id, group, "group", "hypernode group list", cancellationToken);

    public static Task<ChainAccount<Member>> MemberAsync(ChainSession chain, Address group, Address subject, CancellationToken cancellationToken) =>
        chain.RequireAsync<Member>(RegistryProgram.Id, GroupRecipes.MemberOf(group, subject), "membership", $"hypernode group show {group}", cancellationToken);
}
