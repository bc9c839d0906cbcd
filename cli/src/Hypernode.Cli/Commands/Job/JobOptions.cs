using System.CommandLine;

namespace Hypernode.Cli.Commands.Job;

/// <summary>What several job commands take.</summary>
internal static class JobOptions
{
    public const string ContentDescription =
        "Folder or http(s) address where specs, inputs and results travel. Default: $HYPERNODE_CONTENT; on a local network its own folder.";

    public static Argument<string> Job() => new("JOB") { Description = "Address of the job." };

    public static Option<string?> Content() => new("--content") { Description = ContentDescription, HelpName = "FOLDER|URL" };
}
