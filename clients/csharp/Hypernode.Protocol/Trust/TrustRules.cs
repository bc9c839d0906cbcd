using Hypernode.Client.Registry;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Trust;

/// <summary>When a pass holds: the rules of the programs, so that only what they accept is shown to them.</summary>
public static class TrustRules
{
    /// <summary>Whether a wallet may post to the nodes of a group.</summary>
    public static bool AdmitsRequester(Member member, Address group, Address requester, long now) =>
        Holds(member, group, requester, now) && member.Role != MemberRole.Node;

    /// <summary>Whether a node may take the jobs of a group. The admission is of the node's present life.</summary>
    public static bool AdmitsNode(Member member, Address group, Address address, Node node, long now) =>
        Holds(member, group, address, now) && member.Role == MemberRole.Node && member.AddedAt >= node.RegisteredAt;

    /// <summary>Whether both sides signed and the peering lets a requester use the node in its present life.</summary>
    public static bool Admits(Peering peering, Address address, Node node, Address requester, long now) =>
        peering.Node == address
        && peering.Requester == requester
        && peering.RequesterSignedAt != 0
        && peering.NodeSignedAt != 0
        && peering.NodeSignedAt >= node.RegisteredAt
        && now <= peering.ExpiresAt;

    /// <summary>Whether an attestation says a claim about a subject and may still be believed.</summary>
    /// <param name="attestation">The attestation.</param>
    /// <param name="claim">What it has to say.</param>
    /// <param name="subject">About whom.</param>
    /// <param name="issuers">Its issuer and those above it up to the root, nearest first.</param>
    /// <param name="now">Unix seconds of the chain's clock.</param>
    public static bool Holds(Attestation attestation, Claim claim, Address subject, IReadOnlyList<TrustedIssuer> issuers, long now) =>
        issuers.Count > 0
        && attestation.Claim == claim
        && attestation.Subject == subject
        && attestation.RevokedAt == 0
        && now <= attestation.ExpiresAt
        && attestation.Issuer == issuers[0].Address
        && (issuers[0].Value.Scope & ScopeOf(claim)) != 0
        && issuers[0].Value.RegisteredAt <= attestation.IssuedAt
        && IsTrusted(issuers, now);

    /// <summary>
    /// Whether an issuer and all above it are live. An issuer registered after one below it is another life of the same key and vouches for
    /// nobody of the former.
    /// </summary>
    /// <param name="issuers">The issuer and those above it up to the root, nearest first.</param>
    /// <param name="now">Unix seconds of the chain's clock.</param>
    public static bool IsTrusted(IReadOnlyList<TrustedIssuer> issuers, long now)
    {
        var since = long.MaxValue;
        foreach (var (_, issuer) in issuers)
        {
            if (issuer.RevokedAt != 0 || now > issuer.ExpiresAt || issuer.RegisteredAt > since)
            {
                return false;
            }

            since = issuer.RegisteredAt;
        }

        return issuers.Count > 0
            && issuers[^1].Value.Parent == default
            && issuers.Zip(issuers.Skip(1)).All(pair => pair.First.Value.Parent == pair.Second.Address);
    }

    /// <summary>Bit of a claim in an issuer's scope.</summary>
    public static byte ScopeOf(Claim claim) => (byte)(1 << ((int)claim - 1));

    private static bool Holds(Member member, Address group, Address subject, long now) =>
        member.Group == group && member.Subject == subject && now <= member.ExpiresAt;
}

/// <summary>An issuer where it lies.</summary>
public sealed record TrustedIssuer(Address Address, Issuer Value);
