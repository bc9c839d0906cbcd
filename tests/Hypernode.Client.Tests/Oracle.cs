using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.TestKit;

namespace Hypernode.Client.Tests;

/// <summary>Runs the foreign libraries and reads what they say.</summary>
internal static class Oracle
{
    public static readonly string[] Libraries = ["@anchor-lang/core", "@coral-xyz/anchor"];

    public static readonly string[] Programs = ["registry", "markets", "staking", "rewards"];

    public static string IdlPath(string program) => Path.Combine(RepositoryFolder.Path, "clients", "idl", program + ".json");

    /// <summary>Lines a script prints.</summary>
    public static IReadOnlyList<JsonObject> Run(string script, string library, string program, params ReadOnlySpan<int> numbers)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = RepositoryFolder.Path };
        start.ArgumentList.Add(Path.Combine("tests", "Hypernode.Client.Tests", "oracle", script));
        start.ArgumentList.Add(library);
        start.ArgumentList.Add(IdlPath(program));
        foreach (var number in numbers)
        {
            start.ArgumentList.Add(number.ToString(CultureInfo.InvariantCulture));
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, () => $"{script} {library} {program}: {error.GetAwaiter().GetResult()}");
        return [.. lines.Select(line => (JsonObject)JsonNode.Parse(line)!)];
    }
}
