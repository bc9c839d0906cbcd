using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Session;

/// <summary>Reads one session.</summary>
internal static class SessionAccount
{
    public static Argument<string> Argument() => new("SESSION") { Description = "Address of the session; hypernode session list shows them." };

    public static Task<ChainAccount<Client.Markets.Session>> ReadAsync(ChainSession chain, string text, CancellationToken cancellationToken) =>
        chain.RequireAsync<Client.Markets.Session>(MarketsProgram.Id, Parsing.Address(text), "session", "hypernode session list", cancellationToken);
}
