using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Sending;

/// <summary>Reads from program logs which program failed first, for diagnosis only.</summary>
internal static class ProgramLogs
{
    private const string Start = "Program ";
    private const string Failed = " failed: ";

    /// <summary>The innermost failing program: the first that the runtime reports; null when no line says so.</summary>
    public static Address? FindFailedProgram(IReadOnlyList<string> logs)
    {
        foreach (var line in logs)
        {
            // "Program log: ..." is text of a program and may imitate this line: its third word is no address.
            var end = line.IndexOf(Failed, StringComparison.Ordinal);
            if (end > Start.Length && line.StartsWith(Start, StringComparison.Ordinal)
                && Address.TryParse(line.AsSpan(Start.Length, end - Start.Length), out var program))
            {
                return program;
            }
        }

        return null;
    }
}
