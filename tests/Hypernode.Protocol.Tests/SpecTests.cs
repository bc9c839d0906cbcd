using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Hypernode.Content.Manifests;
using Hypernode.Protocol.Documents;
using Hypernode.Protocol.Specs;

namespace Hypernode.Protocol.Tests;

public class SpecTests
{
    private static readonly ContentId Bundle = ContentId.OfManifest("bundle"u8);
    private static readonly ContentId Image = ContentId.OfManifest("image"u8);

    [Test]
    public void Parse_WrittenSpec_GivesTheSameSpecAndBytes()
    {
        var bytes = Example().ToCanonicalBytes();
        var read = JobSpec.Parse(bytes);

        Assert.That(read.ToCanonicalBytes(), Is.EqualTo(bytes));
        Assert.That(read.Digest, Is.EqualTo(SHA256.HashData(bytes)));
        Assert.That(read.Image, Is.EqualTo(ImageReference.Rootfs(Image)));
        Assert.That(read.Command, Is.EqualTo(new[] { "/bin/sort", "-n", "" }));
        Assert.That(read.Environment, Is.EqualTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["LANG"] = "C" }));
        Assert.That(read.Inputs, Is.EqualTo(new[] { new SpecInput("data", Bundle) }));
        Assert.That(read.Outputs, Is.EqualTo(new OutputBounds(1 << 20, 10)));
        Assert.That(read.Resources, Is.EqualTo(new SpecResources(1_000, 64 << 20, 1 << 20)));
        Assert.That(read.Gpu, Is.EqualTo(new SpecGpu(1, "H200", 1_024)));
        Assert.That(read.Network, Is.EqualTo(NetworkClass.None));
        Assert.That(read.Verification, Is.EqualTo(VerificationMode.Plain));
        Assert.That(read.MaxSeconds, Is.EqualTo(60));
        Assert.That(read.Secrets, Is.EqualTo(new[] { "TOKEN" }));
    }

    [Test]
    public void InputDigest_CoversTheInputsAlone()
    {
        var none = Example() with { Inputs = [] };
        Assert.That(none.InputDigest, Is.EqualTo(SHA256.HashData("[]"u8)));
        Assert.That(Example().InputDigest, Is.EqualTo(SHA256.HashData(Encoding.UTF8.GetBytes($$"""[{"cid":"{{Bundle}}","name":"data"}]"""))));
        Assert.That((Example() with { MaxSeconds = 61 }).InputDigest, Is.EqualTo(Example().InputDigest));
    }

    [Test]
    public void TryOci_TakesOnlyWhatADigestPins()
    {
        var digits = new string('a', 64);
        var image = ImageReference.TryOci("registry.example/sort@sha256:" + digits)!;
        Assert.That(image.Digest, Is.EqualTo(Enumerable.Repeat((byte)0xaa, 32)));
        Assert.That(ImageReference.TryOci("sort:latest"), Is.Null);
        Assert.That(ImageReference.TryOci("@sha256:" + digits), Is.Null);
        Assert.That(ImageReference.TryOci("sort@sha256:" + digits.ToUpperInvariant()), Is.Null);
        Assert.That(ImageReference.TryOci("so rt@sha256:" + digits), Is.Null);
        Assert.That(ImageReference.TryOci("sort@sha256:" + digits + "0"), Is.Null);
    }

    [TestCase("v", "2", DocumentFault.UnknownVersion, "$.v")]
    [TestCase("v", null, DocumentFault.MissingField, "$")]
    [TestCase("extra", "1", DocumentFault.UnknownField, "$")]
    [TestCase("command", null, DocumentFault.MissingField, "$")]
    [TestCase("command", "[]", DocumentFault.OutOfBounds, "$.command")]
    [TestCase("command", "[\"\"]", DocumentFault.OutOfBounds, "$.command[0]")]
    [TestCase("command", "[\"a\\u0000b\"]", DocumentFault.OutOfBounds, "$.command[0]")]
    [TestCase("command", "\"sh\"", DocumentFault.WrongKind, "$.command")]
    [TestCase("env", "{\"A=B\":\"1\"}", DocumentFault.InvalidName, "$.env")]
    [TestCase("env", "{\"1A\":\"1\"}", DocumentFault.InvalidName, "$.env")]
    [TestCase("env", "{\"A\":1}", DocumentFault.WrongKind, "$.env.A")]
    [TestCase("secrets", "[\"A-B\"]", DocumentFault.InvalidName, "$.secrets[0]")]
    [TestCase("secrets", "[\"LANG\"]", DocumentFault.DuplicateName, "$.secrets")]
    [TestCase("secrets", "[\"A\",\"A\"]", DocumentFault.DuplicateName, "$.secrets")]
    [TestCase("image", "{\"kind\":\"oci\",\"ref\":\"sort:latest\"}", DocumentFault.ImageNotPinned, "$.image.ref")]
    [TestCase("image", "{\"kind\":\"tar\",\"ref\":\"x\"}", DocumentFault.UnknownChoice, "$.image.kind")]
    [TestCase("image", "{\"kind\":\"rootfs\",\"ref\":\"x\"}", DocumentFault.InvalidContentId, "$.image.ref")]
    [TestCase("inputs", "[{\"cid\":\"x\",\"name\":\"a\"}]", DocumentFault.InvalidContentId, "$.inputs[0].cid")]
    [TestCase("outputs", "{\"max_bytes\":-1,\"max_files\":1}", DocumentFault.OutOfBounds, "$.outputs.max_bytes")]
    [TestCase("outputs", "{\"max_bytes\":1,\"max_files\":10001}", DocumentFault.OutOfBounds, "$.outputs.max_files")]
    [TestCase("resources", "{\"cpu_millis\":0,\"memory_bytes\":1048576,\"temporary_bytes\":0}", DocumentFault.OutOfBounds, "$.resources.cpu_millis")]
    [TestCase("resources", "{\"cpu_millis\":1,\"memory_bytes\":1048575,\"temporary_bytes\":0}", DocumentFault.OutOfBounds, "$.resources.memory_bytes")]
    [TestCase("gpu", "{\"count\":1025,\"model\":\"\",\"vram_mib\":0}", DocumentFault.OutOfBounds, "$.gpu.count")]
    [TestCase("network", "\"host\"", DocumentFault.UnknownChoice, "$.network")]
    [TestCase("verification", "\"none\"", DocumentFault.UnknownChoice, "$.verification")]
    [TestCase("max_seconds", "0", DocumentFault.OutOfBounds, "$.max_seconds")]
    [TestCase("max_seconds", "2592001", DocumentFault.OutOfBounds, "$.max_seconds")]
    [TestCase("max_seconds", "\"60\"", DocumentFault.WrongKind, "$.max_seconds")]
    public void Parse_BrokenField_IsRefused(string field, string? json, DocumentFault fault, string path)
    {
        var spec = JsonNode.Parse(Example().ToCanonicalBytes())!.AsObject();
        spec.Remove(field);
        if (json is not null)
        {
            spec[field] = JsonNode.Parse(json);
        }

        AssertRefused(CanonicalJson.Serialize(spec), fault, path);
    }

    [TestCase("..")]
    [TestCase(".hidden")]
    [TestCase("a/b")]
    [TestCase("")]
    [TestCase("\u00fc")]
    public void Parse_InputOutsideItsFolder_IsRefused(string name)
    {
        var spec = JsonNode.Parse(Example().ToCanonicalBytes())!.AsObject();
        spec["inputs"]![0]!["name"] = name;
        var fault = name.Length == 0 ? DocumentFault.OutOfBounds : DocumentFault.InvalidName;
        AssertRefused(CanonicalJson.Serialize(spec), fault, "$.inputs[0].name");
    }

    [Test]
    public void Parse_TwoInputsOfOneName_AreRefused()
    {
        var spec = JsonNode.Parse(Example().ToCanonicalBytes())!.AsObject();
        spec["inputs"]!.AsArray().Add(spec["inputs"]![0]!.DeepClone());
        AssertRefused(CanonicalJson.Serialize(spec), DocumentFault.DuplicateName, "$.inputs");
    }

    [TestCase("{ }")]
    [TestCase("{\"b\":1,\"a\":1}")]
    [TestCase("{\"v\":1.0}")]
    [TestCase("{\"v\":1,\"v\":1}")]
    [TestCase("nonsense")]
    [TestCase("")]
    public void Parse_OtherForm_IsRefused(string text) => AssertRefused(Encoding.UTF8.GetBytes(text), DocumentFault.NotCanonical, "$");

    [Test]
    public void Parse_LongerThanTheBound_IsRefused()
    {
        var spec = Example() with { Environment = Enumerable.Range(0, 9).ToDictionary(i => $"V{i}", _ => new string('x', 8_000), StringComparer.Ordinal) };
        var refusal = Assert.Throws<DocumentException>(() => spec.ToCanonicalBytes())!;
        Assert.That((refusal.Fault, refusal.Path), Is.EqualTo((DocumentFault.TooLarge, "$")));
    }

    [Test]
    public void ToCanonicalBytes_SpecThatBreaksARule_IsRefused()
    {
        var refusal = Assert.Throws<DocumentException>(() => (Example() with { MaxSeconds = 0 }).ToCanonicalBytes())!;
        Assert.That((refusal.Fault, refusal.Path), Is.EqualTo((DocumentFault.OutOfBounds, "$.max_seconds")));
    }

    private static void AssertRefused(byte[] bytes, DocumentFault fault, string path)
    {
        var refusal = Assert.Throws<DocumentException>(() => JobSpec.Parse(bytes))!;
        Assert.That((refusal.Fault, refusal.Path), Is.EqualTo((fault, path)), refusal.Message);
    }

    private static JobSpec Example() => new()
    {
        Image = ImageReference.Rootfs(Image),
        Command = ["/bin/sort", "-n", ""],
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["LANG"] = "C" },
        Inputs = [new SpecInput("data", Bundle)],
        Outputs = new OutputBounds(1 << 20, 10),
        Resources = new SpecResources(1_000, 64 << 20, 1 << 20),
        Gpu = new SpecGpu(1, "H200", 1_024),
        MaxSeconds = 60,
        Secrets = ["TOKEN"],
    };
}
