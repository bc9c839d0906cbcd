using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Transactions;

/// <summary>A signature that is not the address's over the message: a wrong signer, or bytes changed on the way.</summary>
public sealed class InvalidSignatureException(Address address) : Exception($"The signature of {address} does not fit the message.")
{
    /// <summary>The address it should be of.</summary>
    public Address Address { get; } = address;
}
