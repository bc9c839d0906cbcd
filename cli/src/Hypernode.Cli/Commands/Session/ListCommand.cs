using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Session;

internal sealed class ListCommand : AccountListCommand<Client.Markets.Session>
{
    private readonly Option<bool> _asKey;

    public ListCommand()
        : base(
            new ListFrame(MarketsProgram.Id, "hypernode.sessions.v1", "sessions", "No sessions.", "session", "stands in for", "key", "until", "may"),
            "List the sessions of the wallet in use, as their owner or as their key.", "hypernode session list", "hypernode session list --as-key --wallet ./session.json --json") =>
        _asKey = Option<bool>("--as-key", "Sessions in which the wallet stands in for another.");

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain)
    {
        var wallet = WalletReference.Of(call).Address;
        yield return call.Get(_asKey) ? MarketsFilters.SessionBy.SessionKey(wallet) : MarketsFilters.SessionBy.Owner(wallet);
    }

    protected override IEnumerable<ChainAccount<Client.Markets.Session>> Sorted(IEnumerable<ChainAccount<Client.Markets.Session>> accounts) =>
        accounts.OrderBy(session => session.Value.ExpiresAt);

    protected override Task<AccountView<Client.Markets.Session>> ViewAsync(ChainSession chain, CancellationToken cancellationToken) =>
        Task.FromResult(new AccountView<Client.Markets.Session>(
            session => SessionDocument.FactsOf(session).Document,
            session =>
            [
                session.Address.ToString(), session.Value.Owner.ToString(), session.Value.SessionKey.ToString(), TimeText.Of(session.Value.ExpiresAt),
                string.Join(", ", SessionActs.WordsOf(session.Value.Mask)),
            ]));
}
