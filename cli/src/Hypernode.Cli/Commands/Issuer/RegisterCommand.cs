using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;
using Hypernode.Protocol.Trust;

namespace Hypernode.Cli.Commands.Issuer;

internal sealed class RegisterCommand : SigningCommand
{
    private readonly Argument<string> _key;
    private readonly Option<Claim[]> _claims;
    private readonly ValidityOption _validity = new();

    public RegisterCommand()
        : base(
            "register",
            "Let a key attest: the authority of the registry's Config makes a root, an issuer makes one below itself.",
            "hypernode issuer register 4Nus... --claim person",
            "hypernode issuer register 4Nus... --claim hardware --claim datacentre --days 90")
    {
        _key = Argument<string>("KEY", "The key that shall attest.");
        _claims = Option<Claim[]>("--claim", $"{ClaimNames.Help}; may be repeated.", option =>
        {
            option.Required = true;
            option.HelpName = "CLAIM";
            return option;
        });
        _validity.AddTo(this);
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var key = Parsing.Address(signing.Call.Required(_key));
        var config = await signing.Chain.ConfigAsync<Config>(RegistryProgram.Id, RegistryProgram.Name, cancellationToken).ConfigureAwait(false);
        var above = config.Head.Authority == signing.Signer
            ? Array.Empty<TrustedIssuer>()
            : await IssuerAccount.ChainAsync(signing.Chain, signing.Signer, cancellationToken).ConfigureAwait(false);
        var expiresAt = await _validity.ExpiresAtAsync(signing, cancellationToken).ConfigureAwait(false);
        var register = IssuerRecipes.Register(key, signing.Signer, above, ClaimNames.ScopeOf(signing.Call.Required(_claims)), expiresAt);
        var sent = await signing.SendAsync("register issuer", cancellationToken, register).ConfigureAwait(false);
        var issuer = await IssuerAccount.ReadAsync(signing.Chain, key, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.issuer.registered.v1", sent, new Facts()
            .Address("issuer", "issuer", issuer.Address)
            .Address("key", "key", key)
            .Address("parent", "below", issuer.Value.Parent == default ? null : issuer.Value.Parent)
            .Number("depth", "issuers above it", issuer.Value.Depth)
            .Text("claims", "may state", string.Join(", ", ClaimNames.Of(issuer.Value.Scope)))
            .Time("expiresAt", "until", issuer.Value.ExpiresAt));
    }
}
