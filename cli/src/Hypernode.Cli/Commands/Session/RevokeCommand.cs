using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Session;

internal sealed class RevokeCommand : SigningCommand
{
    private readonly Argument<string> _session = SessionAccount.Argument();

    public RevokeCommand()
        : base(
            "revoke",
            "End a session: its owner may at any time, and takes the key's HYPER away with it; anyone once it is over by itself. The rent returns.",
            "hypernode session revoke 4vQ2...") => Arguments.Add(_session);

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var session = await SessionAccount.ReadAsync(signing.Chain, signing.Call.Required(_session), cancellationToken).ConfigureAwait(false);
        var revoke = SessionRecipes.Revoke(session.Address, session.Value, signing.Signer);
        var sent = session.Value.Owner == signing.Signer
            ? await signing.SendAsync(
                "revoke session", cancellationToken, revoke, SessionRecipes.AllowSpending(signing.Signer, session.Value.SessionKey, signing.Chain.Network.Mint, 0)).ConfigureAwait(false)
            : await signing.SendAsync("revoke session", cancellationToken, revoke).ConfigureAwait(false);
        signing.Report("hypernode.session.revoked.v1", sent, new Facts()
            .Address("session", "revoked", session.Address)
            .Address("key", "key", session.Value.SessionKey));
    }
}
