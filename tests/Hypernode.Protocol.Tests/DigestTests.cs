using System.Text.Json.Nodes;
using Hypernode.Protocol.Digests;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;
using Hypernode.TestKit;

namespace Hypernode.Protocol.Tests;

public class DigestTests
{
    private static readonly RunKey Run = new(default, default, default, 1, default, 1);

    [Test]
    public void Digests_EqualTheGoldenVectors()
    {
        var rows = GoldenVectors.Rows("digests");
        Assert.That(rows, Has.Count.EqualTo(10));
        foreach (var row in rows)
        {
            Assert.That(Convert.ToHexStringLower(Compute((string)row["name"]!, row["inputs"]!)), Is.EqualTo((string)row["expected"]!), (string)row["name"]!);
        }
    }

    [Test]
    public void Sortition_EqualsTheGoldenVectors()
    {
        foreach (var row in GoldenVectors.Rows("sortition"))
        {
            var ticket = ProtocolDigests.Ticket(ProtocolDigests.Sortition(row.Bytes("seed"), Key(row, "validator")));
            var panel = (ushort)row.Number("panel_target");
            Assert.That($"{ticket}", Is.EqualTo((string)row["ticket"]!));
            Assert.That(ProtocolDigests.IsOnPanel(ticket, (uint)row.Number("validators_in"), panel), Is.True);
            Assert.That(ProtocolDigests.IsOnPanel(ticket, (uint)row.Number("validators_out"), panel), Is.False);
        }
    }

    [Test]
    public void Audit_EqualsTheGoldenVectors()
    {
        foreach (var row in GoldenVectors.Rows("audit"))
        {
            var lot = ProtocolDigests.Audit(row.Bytes("seed"), Key(row, "job"), row.Number("posted_slot"));
            Assert.That(ProtocolDigests.Ticket(lot) % 10_000, Is.EqualTo(row.Number("of_10000")));
        }
    }

    [Test]
    public void AnyField_OfAnotherLength_IsRefused()
    {
        Assert.That(() => ProtocolDigests.Commit(Run, new byte[31], new byte[32]), Throws.ArgumentException);
        Assert.That(() => ProtocolDigests.Canary(new byte[32], new byte[33]), Throws.ArgumentException);
        Assert.That(() => ProtocolDigests.Payload(new Instruction(default, [AccountMeta.ReadOnly(default)], default), []), Throws.ArgumentException);
    }

    private static byte[] Compute(string name, JsonNode inputs) => name switch
    {
        "result" => ProtocolDigests.Result(RunOf(inputs), new ResultFields(
            inputs.Bytes("image"),
            inputs.Bytes("input"),
            inputs.Bytes("spec"),
            inputs.Bytes("result"),
            inputs.Bytes("logs"),
            (int)inputs["exit_code"]!,
            inputs.Number("output_bytes"),
            (uint)inputs.Number("metered_seconds"))),
        "commit" => ProtocolDigests.Commit(RunOf(inputs), inputs.Bytes("result"), inputs.Bytes("salt")),
        "verdict" => ProtocolDigests.Verdict(
            new JudgementKey(
                new Hash(inputs.Bytes("genesis")), Key(inputs, "program"), Key(inputs, "job"), inputs.Number("posted_slot"), (byte)inputs.Number("round"), Key(inputs, "validator")),
            inputs.Number("valid") == 1,
            inputs.Bytes("salt")),
        "draw" => ProtocolDigests.Draw(inputs.Bytes("slot_hash"), Key(inputs, "object")),
        "voucher" => ProtocolDigests.Voucher(
            new Hash(inputs.Bytes("genesis")), Key(inputs, "program"), Key(inputs, "credit"), inputs.Number("opened_slot"), inputs.Number("cumulative")),
        "child" => ProtocolDigests.ChildId(Key(inputs, "batch"), (uint)inputs.Number("index")),
        "offline" => ProtocolDigests.Offline(Key(inputs, "node"), (long)inputs["last_heartbeat_at"]!),
        "fault" => ProtocolDigests.Fault(Key(inputs, "fault"), inputs.Number("posted_slot")),
        "payload" => PayloadOf(inputs),
        "proposal" => ProtocolDigests.Proposal(inputs.Number("id"), [.. ((JsonArray)inputs["payloads"]!).Select(payload => Convert.FromHexString((string)payload!))]),
        _ => throw new AssertionException($"no digest is called {name}"),
    };

    [Test]
    public void EvidenceOfAReport_IsTheDigestOfWhatIsShown()
    {
        foreach (var row in GoldenVectors.Rows("report_evidence"))
        {
            Assert.That(ProtocolDigests.Report(row.Bytes("shown")), Is.EqualTo(row.Bytes("evidence")));
        }
    }

    private static byte[] PayloadOf(JsonNode inputs)
    {
        var accounts = (JsonArray)inputs["accounts"]!;
        return ProtocolDigests.Payload(
            new Instruction(Key(inputs, "program"), [.. accounts.Select(account => AccountMeta.ReadOnly(Key(account!, "key")))], inputs.Bytes("data")),
            [.. accounts.Select(account => (byte)account!["flags"]!)]);
    }

    private static RunKey RunOf(JsonNode inputs) => new(
        new Hash(inputs.Bytes("genesis")),
        Key(inputs, "program"),
        Key(inputs, "job"),
        inputs.Number("posted_slot"),
        Key(inputs, "node"),
        (byte)inputs.Number("attempt"));

    private static Address Key(JsonNode inputs, string field) => new(inputs.Bytes(field));
}
