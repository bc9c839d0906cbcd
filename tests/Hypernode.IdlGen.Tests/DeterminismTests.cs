using System.Globalization;
using System.Security.Cryptography;

namespace Hypernode.IdlGen.Tests;

public class DeterminismTests
{
    private static readonly byte[] Idl = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "constructs.json"));

    [Test]
    public void Generate_Twice_GivesTheSameBytesWhateverTheNumberFormat()
    {
        var first = ClientGenerator.Generate(Idl, "Hypernode.Client");
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(string.Empty)
            {
                NumberFormat = new NumberFormatInfo { NegativeSign = "minus ", NumberGroupSeparator = "x", PositiveSign = "plus " },
            };
            Assert.That(ClientGenerator.Generate(Idl, "Hypernode.Client"), Is.EqualTo(first));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Generate_Header_NamesIdlAndGenerator()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Idl));
        foreach (var file in ClientGenerator.Generate(Idl, "Hypernode.Client"))
        {
            Assert.That(file.Text.Split('\n')[1], Is.EqualTo($"// IDL constructs, sha256 {hash}; generator {ClientGenerator.Version}. Rewrite with `make generate`."));
            Assert.That(file.Text, Does.EndWith("}\n").And.Not.Contain("\r"));
        }
    }

    [Test]
    public void Generate_NineFiles_OneForEachCapability() => Assert.That(
        ClientGenerator.Generate(Idl, "Hypernode.Client").Select(file => file.Name),
        Is.EqualTo(new[]
        {
            "Program.g.cs", "Instructions.g.cs", "Accounts.g.cs", "Types.g.cs", "Events.g.cs", "Errors.g.cs", "Addresses.g.cs", "Constants.g.cs", "Filters.g.cs",
        }));
}
