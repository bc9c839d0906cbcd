using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Template;

/// <summary>Reads one template.</summary>
internal static class TemplateAccount
{
    public static Argument<string> Argument() => new("TEMPLATE") { Description = "Address of the template; hypernode template list shows them." };

    public static Task<ChainAccount<Client.Markets.Template>> ReadAsync(ChainSession chain, string text, CancellationToken cancellationToken) =>
        chain.RequireAsync<Client.Markets.Template>(MarketsProgram.Id, Parsing.Address(text), "template", "hypernode template list", cancellationToken);

    /// <summary>Whether a digest is set: zero means that a template fixes nothing of the kind.</summary>
    public static bool IsSet(byte[] digest) => digest.AsSpan().ContainsAnyExcept((byte)0);
}
