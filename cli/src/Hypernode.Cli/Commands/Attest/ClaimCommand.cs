using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Issuer;
using Hypernode.Cli.Commands.Node;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Attest;

internal sealed class ClaimCommand : SigningCommand
{
    private readonly Argument<Claim> _claim;
    private readonly Argument<string> _subject;
    private readonly Option<string?> _evidence;
    private readonly ValidityOption _validity = new();

    public ClaimCommand()
        : base(
            "claim",
            "State a claim about a node, a wallet or another key; the key of an issuer signs.",
            "hypernode attest claim person 4Nus... --evidence ./interview.md",
            "hypernode attest claim hardware 6AqF... --days 90")
    {
        _claim = Argument<Claim>("CLAIM", $"{ClaimNames.Help}.");
        _subject = Argument<string>("SUBJECT", "Address that it is about.");
        _evidence = Option<string?>("--evidence", "File whose SHA-256 goes on chain, or that digest; of hardware the node's own descriptor digest is stated.", option =>
        {
            option.HelpName = "FILE|DIGEST";
            return option;
        });
        _validity.AddTo(this);
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var (claim, subject) = (signing.Call.Required(_claim), Parsing.Address(signing.Call.Required(_subject)));
        var digest = await DigestAsync(signing, claim, subject, cancellationToken).ConfigureAwait(false);
        var issuers = await IssuerAccount.ChainAsync(signing.Chain, signing.Signer, cancellationToken).ConfigureAwait(false);
        var expiresAt = await _validity.ExpiresAtAsync(signing, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync($"attest {claim}", cancellationToken, IssuerRecipes.Attest(issuers, subject, claim, digest, expiresAt)).ConfigureAwait(false);
        signing.Report("hypernode.attested.v1", sent, new Facts()
            .Address("attestation", "attestation", IssuerRecipes.AttestationOf(signing.Signer, subject, claim))
            .Text("claim", "claim", claim.ToString())
            .Address("subject", "about", subject)
            .Text("digest", "digest", Convert.ToHexStringLower(digest))
            .Time("expiresAt", "until", expiresAt));
    }

    private async Task<byte[]> DigestAsync(Signing signing, Claim claim, Address subject, CancellationToken cancellationToken) =>
        (claim, signing.Call.Get(_evidence)) switch
        {
            (Claim.Hardware, null) => (await NodeAccount.ReadAsync(signing.Chain, subject, cancellationToken).ConfigureAwait(false)).Value.DescriptorDigest,
            (_, null) => throw new CliException(ExitCode.Usage, $"a claim of {claim} needs its evidence", "pass --evidence FILE"),
            (_, { } evidence) => await EvidenceDigest.OfAsync(evidence, cancellationToken).ConfigureAwait(false),
        };
}
