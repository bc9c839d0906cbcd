using System.Text.Json;

namespace Hypernode.Cli.Commands.Job.Batches;

/// <summary>The children of a batch: one JSON object a line, <c>{"inputs":{"NAME":"FOLDER"}}</c>.</summary>
internal static class BatchFile
{
    private const int MostChildren = 1_024;

    /// <summary>The input folders of each child by their names.</summary>
    /// <exception cref="CliException">No file, no line, too many, or a line that says something else.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new CliException(ExitCode.NotFound, $"there is no file {path}", "write one JSON object a line: {\"inputs\":{\"NAME\":\"FOLDER\"}}");
        }

        var children = File.ReadLines(path).Select((text, place) => (text, place)).Where(line => line.text.Length > 0).Select(line => Child(line.text, line.place + 1)).ToList();
        return children.Count is > 0 and <= MostChildren
            ? children
            : throw new CliException(ExitCode.Usage, $"{path} has {children.Count} lines; a batch has 1 to {MostChildren} children", "split it into several batches");
    }

    private static Dictionary<string, string> Child(string text, int line)
    {
        try
        {
            var members = JsonDocument.Parse(text).RootElement.EnumerateObject().ToList();
            if (members is [{ Name: "inputs" } inputs])
            {
                return inputs.Value.EnumerateObject().ToDictionary(input => input.Name, input => input.Value.GetString()!, StringComparer.Ordinal);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw Refusal(line, e);
        }

        throw Refusal(line, null);
    }

    private static CliException Refusal(int line, Exception? inner) =>
        new(ExitCode.Usage, $"line {line} is no child of a batch", "write {\"inputs\":{\"NAME\":\"FOLDER\"}}, or {\"inputs\":{}} for none", inner);
}
