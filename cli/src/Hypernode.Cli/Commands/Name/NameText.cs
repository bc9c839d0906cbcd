using System.Text.RegularExpressions;

namespace Hypernode.Cli.Commands.Name;

/// <summary>A name as the chain takes it.</summary>
internal static partial class NameText
{
    public const string Description = "The name: 1 to 32 of a-z, 0-9 and '-'.";

    public static string Parse(string text) =>
        Allowed().IsMatch(text) ? text : throw new CliException(ExitCode.Usage, $"'{text}' is not a name", "write 1 to 32 of a-z, 0-9 and '-'");

    [GeneratedRegex("^[a-z0-9-]{1,32}\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Allowed();
}
