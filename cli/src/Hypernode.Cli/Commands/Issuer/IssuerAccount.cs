using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Issuer;

/// <summary>Reads issuers by their keys.</summary>
internal static class IssuerAccount
{
    public const string Description = "The issuer's key.";

    public static Task<ChainAccount<Client.Registry.Issuer>> ReadAsync(ChainSession chain, Address key, CancellationToken cancellationToken) =>
        chain.RequireAsync<Client.Registry.Issuer>(RegistryProgram.Id, IssuerRecipes.AddressOf(key), $"issuer of key {key}:", "hypernode issuer list", cancellationToken);

    /// <summary>The issuer of a key and those above it, as instructions show them.</summary>
    public static async Task<IReadOnlyList<TrustedIssuer>> ChainAsync(ChainSession chain, Address key, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(chain, key, cancellationToken).ConfigureAwait(false);
        return await IssuerChain.ReadAsync(chain.Rpc, RegistryProgram.Id, found.Address, cancellationToken).ConfigureAwait(false);
    }
}
