using Hypernode.Client.Registry;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of issuers and of what they attest. An issuer is known by its key.</summary>
public static class IssuerRecipes
{
    /// <summary>The issuer of a key.</summary>
    public static Address AddressOf(Address key) => RegistryAddresses.FindIssuerAddress(key).Address;

    /// <summary>What an issuer says about a subject.</summary>
    public static Address AttestationOf(Address key, Address subject, Claim claim) =>
        RegistryAddresses.FindAttestationAddress(AddressOf(key), subject, (byte)claim).Address;

    /// <summary>Lets a key attest; who grants signs and pays the rent.</summary>
    /// <param name="key">The key.</param>
    /// <param name="granter">Authority of the Config for a root, else the key of the parent.</param>
    /// <param name="above">The parent and those above it, nearest first; empty for a root.</param>
    /// <param name="scope">Bits of the claims it may attest.</param>
    /// <param name="expiresAt">Last Unix second at which it may be trusted.</param>
    public static Instruction Register(Address key, Address granter, IReadOnlyList<TrustedIssuer> above, byte scope, long expiresAt) =>
        RegistryInstructions.RegisterIssuer(
            new RegisterIssuerAccounts
            {
                Authority = key,
                Parent = above.Count == 0 ? null : above[0].Address,
                Granter = granter,
                Payer = granter,
                RemainingAccounts = Shown(above),
            },
            new RegisterIssuerArgs { Scope = scope, ExpiresAt = expiresAt });

    /// <summary>Takes an issuer's trust away: the Config's authority, its parent or itself signs.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="signer">Who signs.</param>
    public static Instruction Revoke(Issuer issuer, Address signer) => RegistryInstructions.RevokeIssuer(new RevokeIssuerAccounts
    {
        Issuer = AddressOf(issuer.Authority),
        Parent = issuer.Parent != default && AddressOf(signer) == issuer.Parent ? issuer.Parent : null,
        Signer = signer,
    });

    /// <summary>Closes an issuer that is revoked or expired; its key or who paid the rent signs.</summary>
    public static Instruction Close(Issuer issuer, Address signer) => RegistryInstructions.CloseIssuer(
        new CloseIssuerAccounts { Issuer = AddressOf(issuer.Authority), Signer = signer, RentPayer = issuer.RentPayer });

    /// <summary>States a claim about a subject; the issuer's key signs and pays the rent.</summary>
    /// <param name="issuers">The issuer and those above it, nearest first.</param>
    /// <param name="subject">A node, wallet or other key.</param>
    /// <param name="claim">What is said; of Hardware the subject is a node.</param>
    /// <param name="digest">32 bytes: of the evidence, or the node's descriptor digest.</param>
    /// <param name="expiresAt">Last Unix second at which it holds.</param>
    public static Instruction Attest(IReadOnlyList<TrustedIssuer> issuers, Address subject, Claim claim, byte[] digest, long expiresAt)
    {
        var (issuer, value) = issuers[0];
        return RegistryInstructions.AttestClaim(
            new AttestClaimAccounts
            {
                Issuer = issuer,
                Attestation = AttestationOf(value.Authority, subject, claim),
                Subject = subject,
                Node = claim == Claim.Hardware ? subject : null,
                Authority = value.Authority,
                Payer = value.Authority,
                RemainingAccounts = Shown(issuers),
            },
            new AttestClaimArgs { Claim = (byte)claim, ClaimDigest = digest, ExpiresAt = expiresAt });
    }

    /// <summary>Takes a claim back; the key of its issuer signs.</summary>
    public static Instruction RevokeAttestation(Address key, Address subject, Claim claim) => RegistryInstructions.RevokeAttestation(
        new RevokeAttestationAccounts { Issuer = AddressOf(key), Attestation = AttestationOf(key, subject, claim), Authority = key });

    /// <summary>Closes an attestation that ended, or whose issuer did; who paid its rent signs.</summary>
    public static Instruction CloseAttestation(Address address, Attestation attestation) => RegistryInstructions.CloseAttestation(
        new CloseAttestationAccounts { Issuer = attestation.Issuer, Attestation = address, RentPayer = attestation.RentPayer });

    /// <summary>Those above the issuer that is named itself.</summary>
    private static List<AccountMeta> Shown(IReadOnlyList<TrustedIssuer> issuers) => [.. issuers.Skip(1).Select(issuer => AccountMeta.ReadOnly(issuer.Address))];
}
