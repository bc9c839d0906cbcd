using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Session;

/// <summary>The session under which the wallet in use stands in for a requester.</summary>
internal sealed class SessionOption
{
    private readonly Option<string?> _session = new("--session")
    {
        Description = "Session under which the wallet in use, its key, stands in for the requester; hypernode session list shows them.",
        HelpName = "SESSION",
    };

    public void AddTo(Command command) => command.Options.Add(_session);

    /// <summary>The session; null where the wallet acts for itself.</summary>
    /// <exception cref="CliException">There is no such session, or it is of another key.</exception>
    public async Task<SessionKey?> ReadAsync(Signing signing, CancellationToken cancellationToken)
    {
        if (signing.Call.Get(_session) is not { } text)
        {
            return null;
        }

        var session = await SessionAccount.ReadAsync(signing.Chain, text, cancellationToken).ConfigureAwait(false);
        return session.Value.SessionKey == signing.Signer
            ? new SessionKey(session.Address, session.Value.Owner)
            : throw new CliException(ExitCode.Usage, $"the session is of the key {session.Value.SessionKey}, and the wallet is {signing.Signer}", "name the session's key file with --wallet");
    }
}
