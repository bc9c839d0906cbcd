using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Transactions;

/// <summary>Signatures a message needs and nobody gave; the message lists their addresses.</summary>
public sealed class MissingSignersException(IReadOnlyList<Address> addresses)
    : Exception($"No signature of {string.Join(", ", addresses)}: pass a signer for each.")
{
    /// <summary>Addresses whose signatures are missing, in message order.</summary>
    public IReadOnlyList<Address> Addresses { get; } = addresses;
}
