using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hypernode.Content.Manifests;
using Hypernode.Protocol.Documents;
using Hypernode.Protocol.Results;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Tests;

public class ResultTests
{
    private static readonly byte[] Digest = Filled(7);

    [Test]
    public void CoreResult_Written_ReadsBack()
    {
        var bytes = Core().ToCanonicalBytes();
        Assert.That(CoreResult.Parse(bytes).ToCanonicalBytes(), Is.EqualTo(bytes));
        Assert.That(CoreResult.Parse(bytes).PostedSlot, Is.EqualTo(ulong.MaxValue));
        Assert.That(CoreResult.Parse(bytes).Outcome, Is.EqualTo(RunOutcome.TimeLimit));
    }

    [Test]
    public void CoreResult_EveryOutcome_HasAWordOfItsOwn()
    {
        var words = Enum.GetValues<RunOutcome>().Select(outcome => (string)JsonNode.Parse((Core() with { Outcome = outcome }).ToCanonicalBytes())!["outcome"]!).ToList();
        Assert.That(words, Is.Unique);
        Assert.That(Enum.GetValues<RunOutcome>().Select(outcome => CoreResult.Parse((Core() with { Outcome = outcome }).ToCanonicalBytes()).Outcome), Is.EqualTo(Enum.GetValues<RunOutcome>()));
    }

    [Test]
    public void RunReport_Written_ReadsBack()
    {
        var bytes = Report().ToCanonicalBytes();
        Assert.That(RunReport.Parse(bytes).ToCanonicalBytes(), Is.EqualTo(bytes));
        Assert.That(RunReport.Parse(bytes), Is.EqualTo(Report()));
    }

    [Test]
    public void ResultObject_BindsCoreAndReport()
    {
        var bound = ResultObject.Of(Core(), Report());
        byte[] expected = [.. "hn:result:v1"u8, .. new byte[20], .. SHA256.HashData(Core().ToCanonicalBytes()), .. SHA256.HashData(Report().ToCanonicalBytes())];
        Assert.That(bound.Bytes.ToArray(), Is.EqualTo(expected));
        Assert.That(bound.Digest, Is.EqualTo(SHA256.HashData(expected)));
        Assert.That(ResultObject.Parse(expected).CoreDigest.ToArray(), Is.EqualTo(expected[32..64]));
        Assert.That(ResultObject.Parse(expected).ReportDigest.ToArray(), Is.EqualTo(expected[64..]));
    }

    [TestCase(95, 0)]
    [TestCase(97, 0)]
    [TestCase(96, 1)]
    public void ResultObject_OtherBytes_AreRefused(int length, byte padding)
    {
        var bytes = new byte[length];
        "hn:result:v1"u8.CopyTo(bytes);
        bytes[20] = padding;
        Assert.That(Assert.Throws<DocumentException>(() => ResultObject.Parse(bytes))!.Fault, Is.EqualTo(DocumentFault.NotCanonical));
    }

    [TestCase("posted_slot", "7", DocumentFault.WrongKind)]
    [TestCase("posted_slot", "\"07\"", DocumentFault.OutOfBounds)]
    [TestCase("posted_slot", "\"18446744073709551616\"", DocumentFault.OutOfBounds)]
    [TestCase("job", "\"job\"", DocumentFault.InvalidAddress)]
    [TestCase("attempt", "0", DocumentFault.OutOfBounds)]
    [TestCase("attempt", "256", DocumentFault.OutOfBounds)]
    [TestCase("spec", "\"ABCD\"", DocumentFault.InvalidDigest)]
    [TestCase("exit_code", "256", DocumentFault.OutOfBounds)]
    [TestCase("outcome", "\"fine\"", DocumentFault.UnknownChoice)]
    public void CoreResult_BrokenField_IsRefused(string field, string json, DocumentFault fault)
    {
        var core = JsonNode.Parse(Core().ToCanonicalBytes())!.AsObject();
        core[field] = JsonNode.Parse(json);
        var refusal = Assert.Throws<DocumentException>(() => CoreResult.Parse(CanonicalJson.Serialize(core)))!;
        Assert.That((refusal.Fault, refusal.Path), Is.EqualTo((fault, "$." + field)));
    }

    [Test]
    public void RunReport_EndBeforeStart_IsRefused()
    {
        var bytes = (Report() with { EndedAtMillis = 999 }).ToCanonicalBytes();
        var refusal = Assert.Throws<DocumentException>(() => RunReport.Parse(bytes))!;
        Assert.That((refusal.Fault, refusal.Path), Is.EqualTo((DocumentFault.OutOfBounds, "$.ended_at_ms")));
    }

    private static CoreResult Core() => new()
    {
        Genesis = new Hash(Filled(1)),
        Job = new Address(Filled(2)),
        PostedSlot = ulong.MaxValue,
        Attempt = 1,
        SpecDigest = Digest,
        ImageDigest = Digest,
        InputDigest = Digest,
        Outcome = RunOutcome.TimeLimit,
        ExitCode = 124,
        Outputs = new ResultOutputs(ContentId.OfManifest("out"u8), 3, 1L << 40),
    };

    private static RunReport Report() => new()
    {
        Node = new Address(Filled(3)),
        Isolation = "sandbox",
        StartedAtMillis = 1_000,
        EndedAtMillis = 1_000,
        PeakMemoryBytes = 0,
        CpuMillis = 12,
        Log = ContentId.OfManifest("log"u8),
        LogDroppedBytes = 0,
    };

    private static byte[] Filled(byte value) => [.. Enumerable.Repeat(value, 32)];
}
