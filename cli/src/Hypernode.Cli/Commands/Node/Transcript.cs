using System.CommandLine;

namespace Hypernode.Cli.Commands.Node;

/// <summary>What a validator keeps of a check; its digest goes on chain.</summary>
internal static class Transcript
{
    public static Option<string> Option() => new("--transcript")
    {
        Description = "File with the transcript, whose SHA-256 goes on chain, or that digest.",
        HelpName = "FILE|DIGEST",
        Required = true,
    };
}
