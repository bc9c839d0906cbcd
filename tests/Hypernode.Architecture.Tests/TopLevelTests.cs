using System.Diagnostics;

namespace Hypernode.Architecture.Tests;

/// <summary>The tracked top level is part of the product's interface: a reader finds every part where it is announced.</summary>
public sealed class TopLevelTests
{
    private static readonly string[] Folders =
    [
        ".ci", "programs", "clients", "indexer", "relayer", "worker", "tests", "crates", "contracts", "gateway", "cli", "dashboard", "docs", "eng",
    ];

    [Test]
    public void Tracked_folders_are_the_announced_ones()
    {
        var tracked = Git("ls-files").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(path => path.Contains('/', StringComparison.Ordinal))
            .Select(path => path[..path.IndexOf('/', StringComparison.Ordinal)])
            .Distinct(StringComparer.Ordinal);
        Assert.That(tracked, Is.SubsetOf(Folders));
    }

    private static string Git(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"git {arguments}");
        return output;
    }
}
