using System.Text.Json.Nodes;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Session;

/// <summary>A session as JSON and for people.</summary>
internal static class SessionDocument
{
    public static Facts FactsOf(ChainAccount<Client.Markets.Session> account)
    {
        var acts = SessionActs.WordsOf(account.Value.Mask);
        return new Facts()
            .Address("session", "session", account.Address)
            .Address("owner", "stands in for", account.Value.Owner)
            .Address("key", "key", account.Value.SessionKey)
            .Time("expiresAt", "until", account.Value.ExpiresAt)
            .Hidden("allows", new JsonArray([.. acts.Select(act => (JsonNode?)act)]))
            .Shown("may", string.Join(", ", acts));
    }
}
