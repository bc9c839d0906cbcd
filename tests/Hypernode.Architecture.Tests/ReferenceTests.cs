using System.Xml.Linq;

namespace Hypernode.Architecture.Tests;

/// <summary>The direction of references: Crypto, Solana core, program clients, protocol, services.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Crypto"] = [],
        ["Solana"] = ["Crypto"],
        ["Docker"] = [],
        ["IdlGen"] = [],
        ["Client"] = ["Solana", "Crypto"],
        ["Content"] = ["Crypto"],
        ["Protocol"] = ["Client", "Content", "Solana", "Crypto"],
        ["Hosting"] = [],
        ["Worker"] = ["Protocol", "Client", "Content", "Solana", "Crypto", "Hosting", "Docker"],
        ["Cli"] = ["Protocol", "Client", "Content", "Solana", "Crypto", "Docker"],
        ["Localnet"] = ["Protocol", "Client", "Content", "Solana", "Crypto"],
        ["Benchmarks"] = ["Protocol", "Client", "Content", "Solana", "Crypto"],
    };

    private static IEnumerable<string> Projects() =>
        Directory.EnumerateFiles(RepositoryRoot.Path, "*.csproj", SearchOption.AllDirectories)
            .Where(path => !path.Contains("node_modules", StringComparison.Ordinal) && !path.Contains("/tests/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    [Test]
    public void References_point_only_downwards()
    {
        Assert.Multiple(() =>
        {
            foreach (var path in Projects())
            {
                var name = ShortName(path);
                Assert.That(Allowed, Does.ContainKey(name), $"{name} has no row here: say what it may reference");
                var references = XDocument.Load(path).Descendants("ProjectReference").Select(r => ShortName(r.Attribute("Include")!.Value));
                Assert.That(references, Is.SubsetOf(Allowed[name]), $"references of {name}");
            }
        });
    }

    [Test]
    public void Packages_are_pinned_exactly_in_one_place()
    {
        var pins = XDocument.Load(Path.Combine(RepositoryRoot.Path, "Directory.Packages.props")).Descendants("PackageVersion").ToList();
        Assert.Multiple(() =>
        {
            Assert.That(pins, Is.Not.Empty);
            foreach (var pin in pins)
            {
                Assert.That(pin.Attribute("Version")!.Value, Does.Match(@"^\[[0-9.]+\]$"), pin.Attribute("Include")!.Value);
            }

            foreach (var path in Directory.EnumerateFiles(RepositoryRoot.Path, "*.csproj", SearchOption.AllDirectories)
                         .Where(path => !path.Contains("node_modules", StringComparison.Ordinal)))
            {
                Assert.That(XDocument.Load(path).Descendants("PackageReference").Where(r => r.Attribute("Version") is not null), Is.Empty, path);
            }
        });
    }

    private static string ShortName(string path) =>
        Path.GetFileNameWithoutExtension(path.Replace('\\', '/')).Replace("Hypernode.", "", StringComparison.Ordinal);
}
