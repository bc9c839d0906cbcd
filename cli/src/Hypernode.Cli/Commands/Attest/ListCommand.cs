using System.CommandLine;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Attest;

internal sealed class ListCommand : AccountListCommand<Attestation>
{
    private readonly Option<string?> _subject;
    private readonly Option<string?> _issuer;

    public ListCommand()
        : base(
            new ListFrame(RegistryProgram.Id, "hypernode.attestations.v1", "attestations", "No attestations.", "attestation", "claim", "about", "until", "revoked"),
            "List attestations. Whether one may be believed depends on its issuer and those above it too.",
            "hypernode attest list --subject 6AqF...",
            "hypernode attest list --issuer 4Nus... --json")
    {
        _subject = Option<string?>("--subject", "Attestations about this address.");
        _issuer = Option<string?>("--issuer", "Attestations of the issuer with this key.", option =>
        {
            option.HelpName = "KEY";
            return option;
        });
    }

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain)
    {
        if (call.Get(_subject) is { } subject)
        {
            yield return RegistryFilters.AttestationBy.Subject(Parsing.Address(subject));
        }

        if (call.Get(_issuer) is { } issuer)
        {
            yield return RegistryFilters.AttestationBy.Issuer(IssuerRecipes.AddressOf(Parsing.Address(issuer)));
        }
    }

    protected override Task<AccountView<Attestation>> ViewAsync(ChainSession chain, CancellationToken cancellationToken) =>
        Task.FromResult(new AccountView<Attestation>(
            attestation => new JsonObject
            {
                ["attestation"] = attestation.Address.ToString(),
                ["claim"] = attestation.Value.Claim.ToString(),
                ["issuer"] = attestation.Value.Issuer.ToString(),
                ["subject"] = attestation.Value.Subject.ToString(),
                ["digest"] = Convert.ToHexStringLower(attestation.Value.ClaimDigest),
                ["issuedAt"] = attestation.Value.IssuedAt,
                ["expiresAt"] = attestation.Value.ExpiresAt,
                ["revokedAt"] = attestation.Value.RevokedAt == 0 ? null : attestation.Value.RevokedAt,
            },
            attestation =>
            [
                attestation.Address.ToString(), attestation.Value.Claim.ToString(), attestation.Value.Subject.ToString(),
                TimeText.Of(attestation.Value.ExpiresAt), TimeText.Of(attestation.Value.RevokedAt),
            ]));
}
