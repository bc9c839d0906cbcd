using Hypernode.Client.Registry;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;

namespace Hypernode.Protocol.Trust;

/// <summary>Reads an issuer with all above it, as an instruction that relies on it shows them.</summary>
public static class IssuerChain
{
    /// <summary>The registry lets no issuer have more above it.</summary>
    private const int MostAbove = 3;

    /// <summary>The issuer and those above it, nearest first; shorter than it should be where one of them is closed.</summary>
    /// <param name="rpc">The chain.</param>
    /// <param name="registry">Id of the registry.</param>
    /// <param name="issuer">Account of the issuer.</param>
    /// <param name="cancellationToken">Stops the reads.</param>
    public static async Task<IReadOnlyList<TrustedIssuer>> ReadAsync(SolanaRpcClient rpc, Address registry, Address issuer, CancellationToken cancellationToken)
    {
        var chain = new List<TrustedIssuer>();
        for (var next = issuer; next != default && chain.Count <= MostAbove;)
        {
            if (await ShownAccount.ReadAsync<Issuer>(rpc, registry, next, cancellationToken).ConfigureAwait(false) is not { } found)
            {
                break;
            }

            chain.Add(new TrustedIssuer(next, found));
            next = found.Parent;
        }

        return chain;
    }
}
