using System.Text.Json;
using Hypernode.Crypto.Ed25519;

namespace Hypernode.Crypto.Tests.Ed25519;

/// <summary>
/// Published vector files, when the person running the tests has them: HYPERNODE_ED25519_VECTORS names a folder with
/// ed25519_test.json (Wycheproof, Apache-2.0) and cases.json (ed25519-speccheck, Apache-2.0). They are not part of this repository.
/// </summary>
internal sealed class PublishedVectorTests
{
    // Table 6c of the paper: of the twelve, number 3 (mixed A and R, plain equation holds) passes a strict check without cofactor.
    private static readonly int[] AcceptedSpecCheck = [3];

    [Test]
    public void Wycheproof_decides_as_published()
    {
        using var file = Open("ed25519_test.json");
        var count = 0;
        foreach (var group in file.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            var key = Convert.FromHexString(group.GetProperty("publicKey").GetProperty("pk").GetString()!);
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var accepted = Ed25519Verifier.Verify(key, Hex(test, "msg"), Hex(test, "sig"));
                var expected = string.Equals(test.GetProperty("result").GetString(), "valid", StringComparison.Ordinal);
                Assert.That(accepted, Is.EqualTo(expected), $"tcId {test.GetProperty("tcId")}: {test.GetProperty("comment")}");
                count++;
            }
        }

        Assert.That(count, Is.EqualTo(file.RootElement.GetProperty("numberOfTests").GetInt32()));
    }

    [Test]
    public void Speccheck_decides_strictly()
    {
        using var file = Open("cases.json");
        var accepted = file.RootElement.EnumerateArray()
            .Select((c, number) => (number, ok: Ed25519Verifier.Verify(Hex(c, "pub_key"), Hex(c, "message"), Hex(c, "signature"))))
            .Where(c => c.ok).Select(c => c.number);
        Assert.That(file.RootElement.GetArrayLength(), Is.EqualTo(12));
        Assert.That(accepted, Is.EqualTo(AcceptedSpecCheck));
    }

    private static byte[] Hex(JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    private static JsonDocument Open(string name)
    {
        if (Environment.GetEnvironmentVariable("HYPERNODE_ED25519_VECTORS") is not { Length: > 0 } folder)
        {
            Assert.Ignore($"Not run: set HYPERNODE_ED25519_VECTORS to a folder with {name}.");
            throw new InvalidOperationException();
        }

        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name)));
    }
}
