using Hypernode.Cli.Chain;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Name;

/// <summary>Reads a name and what it costs.</summary>
internal static class NameAccount
{
    public static Task<ChainAccount<Client.Registry.Name>> ReadAsync(ChainSession chain, string text, CancellationToken cancellationToken) =>
        chain.RequireAsync<Client.Registry.Name>(RegistryProgram.Id, NameRecipes.AddressOf(text), $"name '{text}':", "hypernode name list", cancellationToken);

    /// <summary>The recipes of the network in use, and the fee of some years.</summary>
    public static async Task<(NameRecipes Recipes, Payment Fee)> TermsAsync(Signing signing, byte years, CancellationToken cancellationToken)
    {
        var config = await signing.Chain.ConfigAsync<Config>(RegistryProgram.Id, RegistryProgram.Name, cancellationToken).ConfigureAwait(false);
        var fee = new HyperAmount(checked(config.Params.NameFee * years));
        return (new NameRecipes(signing.Chain.Network.Mint, config.Params.Treasury), new Payment(fee, $"treasury ({new HyperAmount(config.Params.NameFee)} HYPER a year)"));
    }
}
