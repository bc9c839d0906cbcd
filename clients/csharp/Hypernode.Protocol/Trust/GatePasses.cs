using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Trust;

/// <summary>The accounts that an assignment shows at the gates of node and job.</summary>
/// <param name="Gate">What opens the node's gate to the requester; null = its level asks for nothing.</param>
/// <param name="Issuers">Issuer of a Person attestation and those above it, nearest first.</param>
/// <param name="Member">The node's membership in the job's group; null = the job has none.</param>
public sealed record GatePasses(Address? Gate, IReadOnlyList<Address> Issuers, Address? Member)
{
    /// <summary>Nothing to show.</summary>
    public static GatePasses None { get; } = new(null, [], null);
}
