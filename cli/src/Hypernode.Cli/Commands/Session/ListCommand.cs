using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Session;

internal sealed class ListCommand : CliCommand
{
    private readonly Option<bool> _asKey;

    public ListCommand()
        : base("list", "List the sessions of the wallet in use, as their owner or as their key.", "hypernode session list", "hypernode session list --as-key --wallet ./session.json --json") =>
        _asKey = Option<bool>("--as-key", "Sessions in which the wallet stands in for another.");

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var wallet = WalletReference.Of(call).Address;
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var filter = call.Get(_asKey) ? MarketsFilters.SessionBy.SessionKey(wallet) : MarketsFilters.SessionBy.Owner(wallet);
        var sessions = await new ProgramAccounts(chain.Rpc, MarketsProgram.Id).ListAsync<Client.Markets.Session>([filter], cancellationToken).ConfigureAwait(false);
        call.Output.List(
            "hypernode.sessions.v1", "sessions", [.. sessions.OrderBy(session => session.Value.ExpiresAt)], "No sessions.",
            ["session", "stands in for", "key", "until", "may"],
            session => SessionDocument.FactsOf(session).Document,
            session =>
            [
                session.Address.ToString(), session.Value.Owner.ToString(), session.Value.SessionKey.ToString(), TimeText.Of(session.Value.ExpiresAt),
                string.Join(", ", SessionActs.WordsOf(session.Value.Mask)),
            ]);
    }
}
