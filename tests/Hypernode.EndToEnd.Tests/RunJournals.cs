using System.Text.Json;
using Hypernode.Localnet.Demo;
using Hypernode.Solana.Addresses;

namespace Hypernode.EndToEnd.Tests;

/// <summary>Journals of a worker's runs, read beside it while it writes them.</summary>
internal static class RunJournals
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>The phase each run entered last, and the reason where it gives one.</summary>
    public static IReadOnlyList<(string Phase, string? Reason)> Ends(DemoFolders folders) =>
        [.. Files(folders).Select(Lines).Where(lines => lines.Length > 0).Select(lines => Read(lines[^1]))];

    /// <summary>Waits until a run of a job has entered a phase.</summary>
    public static async Task WaitAsync(DemoFolders folders, Address job, string phase)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!Files(folders)
            .Where(path => path.Contains(job.ToString(), StringComparison.Ordinal))
            .Any(path => Lines(path).Any(line => string.Equals(Read(line).Phase, phase, StringComparison.Ordinal))))
        {
            Assert.That(TimeProvider.System.GetElapsedTime(start), Is.LessThan(Patience), $"the journal never came to {phase}");
            await Task.Delay(LookPeriod, TimeProvider.System);
        }
    }

    private static IEnumerable<string> Files(DemoFolders folders)
    {
        var runs = Path.Combine(folders.Worker, "state", "runs");
        return Directory.Exists(runs) ? Directory.EnumerateFiles(runs, "journal.jsonl", SearchOption.AllDirectories) : [];
    }

    /// <summary>The lines that are whole: the last one may be under way.</summary>
    private static string[] Lines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n')[..^1];
    }

    private static (string Phase, string? Reason) Read(string line)
    {
        var entry = JsonDocument.Parse(line).RootElement.GetProperty("entry");
        var hasReason = entry.TryGetProperty("data", out var data) && data.TryGetProperty("reason", out _);
        return (entry.Text("phase"), hasReason ? data.Text("reason") : null);
    }
}
