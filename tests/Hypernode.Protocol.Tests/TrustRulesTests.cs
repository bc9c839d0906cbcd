using Hypernode.Client.Registry;
using Hypernode.Client.Wire;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Tests;

/// <summary>Each pass at its last second and one later, of another party, of another life, revoked.</summary>
public class TrustRulesTests
{
    private const long Now = 1_000;

    private static readonly Address Group = Jobs.Key(1);
    private static readonly Address Requester = Jobs.Key(2);
    private static readonly Address NodeAddress = Jobs.Key(3);
    private static readonly Node Node = Blank<Node>(11, 1) with { RegisteredAt = 500 };

    [Test]
    public void Member_AdmitsARequesterOfItsGroup_WhileItHolds()
    {
        var member = Blank<Member>(10, (byte)MemberRole.Requester) with { Group = Group, Subject = Requester, ExpiresAt = Now };
        Assert.Multiple(() =>
        {
            Assert.That(TrustRules.AdmitsRequester(member, Group, Requester, Now), Is.True);
            Assert.That(TrustRules.AdmitsRequester(member with { Role = MemberRole.Admin }, Group, Requester, Now), Is.True);
            Assert.That(TrustRules.AdmitsRequester(member with { Role = MemberRole.Node }, Group, Requester, Now), Is.False);
            Assert.That(TrustRules.AdmitsRequester(member, Group, Requester, Now + 1), Is.False);
            Assert.That(TrustRules.AdmitsRequester(member, Jobs.Key(9), Requester, Now), Is.False);
            Assert.That(TrustRules.AdmitsRequester(member, Group, Jobs.Key(9), Now), Is.False);
        });
    }

    [Test]
    public void Member_AdmitsANode_OfItsPresentLife()
    {
        var member = Blank<Member>(10, (byte)MemberRole.Node) with { Group = Group, Subject = NodeAddress, AddedAt = 500, ExpiresAt = Now };
        Assert.Multiple(() =>
        {
            Assert.That(TrustRules.AdmitsNode(member, Group, NodeAddress, Node, Now), Is.True);
            Assert.That(TrustRules.AdmitsNode(member with { AddedAt = 499 }, Group, NodeAddress, Node, Now), Is.False);
            Assert.That(TrustRules.AdmitsNode(member with { Role = MemberRole.Requester }, Group, NodeAddress, Node, Now), Is.False);
            Assert.That(TrustRules.AdmitsNode(member, Group, NodeAddress, Node, Now + 1), Is.False);
        });
    }

    [Test]
    public void Peering_NeedsBothSignatures_TheNodesOfItsPresentLife()
    {
        var peering = Blank<Peering>() with { Node = NodeAddress, Requester = Requester, NodeSignedAt = 500, RequesterSignedAt = 1, ExpiresAt = Now };
        Assert.Multiple(() =>
        {
            Assert.That(Admits(peering), Is.True);
            Assert.That(Admits(peering with { NodeSignedAt = 0 }), Is.False);
            Assert.That(Admits(peering with { NodeSignedAt = 499 }), Is.False);
            Assert.That(Admits(peering with { RequesterSignedAt = 0 }), Is.False);
            Assert.That(Admits(peering with { ExpiresAt = Now - 1 }), Is.False);
            Assert.That(Admits(peering with { Requester = Jobs.Key(9) }), Is.False);
            Assert.That(Admits(peering with { Node = Jobs.Key(9) }), Is.False);
        });

        static bool Admits(Peering peering) => TrustRules.Admits(peering, NodeAddress, Node, Requester, Now);
    }

    [Test]
    public void Attestation_HoldsWhileItsWholeChainDoes()
    {
        var root = new TrustedIssuer(Jobs.Key(20), Blank<Issuer>() with { Scope = 8, RegisteredAt = 100, ExpiresAt = Now });
        var issuer = new TrustedIssuer(Jobs.Key(21), Blank<Issuer>() with { Scope = 8, Parent = root.Address, RegisteredAt = 200, ExpiresAt = Now });
        var attestation = Blank<Attestation>(10, (byte)Claim.Person) with { Issuer = issuer.Address, Subject = Requester, IssuedAt = 300, ExpiresAt = Now };
        Assert.Multiple(() =>
        {
            Assert.That(Holds(attestation, issuer, root), Is.True);
            Assert.That(Holds(attestation), Is.False);
            Assert.That(Holds(attestation, issuer), Is.False, "the root is not shown");
            Assert.That(Holds(attestation, root), Is.False, "another issuer");
            Assert.That(Holds(attestation with { RevokedAt = 1 }, issuer, root), Is.False);
            Assert.That(Holds(attestation with { ExpiresAt = Now - 1 }, issuer, root), Is.False);
            Assert.That(Holds(attestation with { Claim = Claim.Region }, issuer, root), Is.False);
            Assert.That(Holds(attestation with { Subject = Jobs.Key(9) }, issuer, root), Is.False);
            Assert.That(Holds(attestation with { IssuedAt = 199 }, issuer, root), Is.False, "a former life of the issuer stated it");
            Assert.That(Holds(attestation, With(issuer, value => value with { Scope = 7 }), root), Is.False);
            Assert.That(Holds(attestation, With(issuer, value => value with { RevokedAt = 1 }), root), Is.False);
            Assert.That(Holds(attestation, issuer, With(root, value => value with { RevokedAt = 1 })), Is.False);
            Assert.That(Holds(attestation, issuer, With(root, value => value with { ExpiresAt = Now - 1 })), Is.False);
            Assert.That(Holds(attestation, issuer, With(root, value => value with { RegisteredAt = 201 })), Is.False, "another life of the root");
            Assert.That(Holds(attestation, issuer, root with { Address = Jobs.Key(9) }), Is.False);
        });

        static bool Holds(Attestation attestation, params TrustedIssuer[] issuers) => TrustRules.Holds(attestation, Claim.Person, Requester, issuers, Now);

        static TrustedIssuer With(TrustedIssuer issuer, Func<Issuer, Issuer> change) => issuer with { Value = change(issuer.Value) };
    }

    /// <summary>The example of docs/trust.md, as NIP-01 hashes it.</summary>
    [Test]
    public void NostrEvent_IsTheTextThatTheRegistryComposes()
    {
        var link = new NostrLinkEvent(Jobs.Key(1).ToArray(), 1_799_625_599, Jobs.Key(2).ToArray(), Jobs.Key(3), 42);
        var canonical = $"[0,\"{new string('0', 1)}1{string.Concat(Enumerable.Repeat("01", 31))}\",1799625599,30078,[[\"d\",\"hypernode-link\"]],\"{link.Content}\"]";
        Assert.Multiple(() =>
        {
            Assert.That(link.Content, Is.EqualTo(
                $"hypernode link: cluster {string.Concat(Enumerable.Repeat("02", 32))}, owner {string.Concat(Enumerable.Repeat("03", 32))}, nonce 42"));
            Assert.That(link.Id, Is.EqualTo(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(canonical))));
        });
    }

    /// <summary>An account of zeros, with a byte where an enum knows no zero.</summary>
    private static T Blank<T>(int offset = 0, byte value = 0)
        where T : IProgramAccount<T>
    {
        var data = new byte[1_024];
        data.AsSpan(offset, 1)[0] = value;
        if (typeof(T) == typeof(Node))
        {
            (data[10], data[12], data[14]) = (1, 1, 1);
        }

        T.AccountDiscriminator.CopyTo(data);
        return T.DecodeAccount(data);
    }
}
