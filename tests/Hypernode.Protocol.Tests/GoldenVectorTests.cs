using Hypernode.TestKit;

namespace Hypernode.Protocol.Tests;

/// <summary>Which groups of golden vectors the C# tests read. That the programs' tests read all of them, a test beside the programs says.</summary>
public class GoldenVectorTests
{
    /// <summary>Formulas of the programs alone: what they give lies in accounts, and no client computes it again.</summary>
    private static readonly string[] OfThePrograms =
        ["score", "uptime", "multiplier", "weight", "holder_tier", "slash_cap", "slash_split", "offline_report", "unlock"];

    [Test]
    public void EveryGroup_IsReadOrOfTheProgramsAlone()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var read = GoldenVectors.Groups.Where(group => sources.Exists(source => source.Contains($"GoldenVectors.Rows(\"{group}\")", StringComparison.Ordinal)));
        Assert.That(read.Concat(OfThePrograms), Is.EquivalentTo(GoldenVectors.Groups));
    }
}
