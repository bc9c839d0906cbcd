using Hypernode.Protocol.Digests;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Tests;

/// <summary>The digests of the specification's table, for inputs of one repeated byte each.</summary>
public class DigestTests
{
    private const ulong PostedSlot = 1_000;

    private static readonly RunKey Run = new(new Hash(Filled(1)), Key(2), Key(3), PostedSlot, Key(4), 1);
    private static readonly byte[] Seed = Convert.FromHexString("bfc11238a909337e22ad916ef908a2c7646d8fb1678398bdb6df566c71f9e265");
    private static readonly byte[] OnePayload = Convert.FromHexString("c8394d9c35c3f02a713581eda367cf1ed7c684b810bd47d05b15a7ff6bec5e33");

    [Test]
    public void Result_Golden() => AssertDigest(
        ProtocolDigests.Result(Run, new ResultFields(Filled(5), Filled(6), Filled(7), Filled(8), Filled(9), 0, 1_234, 60)),
        "b065400bf787fdad74538013a41ff9ed69e52fe4311ad484254d78746a6b81c4");

    [Test]
    public void Commit_Golden() => AssertDigest(
        ProtocolDigests.Commit(Run, Filled(8), Filled(0x0a)), "f90401ea7c0af8290347c753647cf654267e0c27d397bf9564c10d13ab350f91");

    [Test]
    public void Draw_Golden() => AssertDigest(ProtocolDigests.Draw(Filled(0x10), Key(3)), Convert.ToHexStringLower(Seed));

    [Test]
    public void Sortition_Golden()
    {
        var ticket = ProtocolDigests.Ticket(ProtocolDigests.Sortition(Seed, Key(0x0c)));
        Assert.That(ticket, Is.EqualTo(14_875_988_710_508_241_802));
        Assert.That(ProtocolDigests.IsOnPanel(ticket, 11, 9), Is.True);
        Assert.That(ProtocolDigests.IsOnPanel(ticket, 12, 9), Is.False);
    }

    [Test]
    public void Audit_Golden() =>
        Assert.That(ProtocolDigests.Ticket(ProtocolDigests.Audit(Seed, Key(3), PostedSlot)) % 10_000, Is.EqualTo(8_720));

    [Test]
    public void Voucher_Golden() => AssertDigest(
        ProtocolDigests.Voucher(new Hash(Filled(1)), Key(2), Key(0x0d), 2_000, 1_500_000), "3429448c6b16ef65b1b00f384a24e7c80aa4e3a2dc75d79bc334709d09cc7404");

    [Test]
    public void ChildId_Golden() => AssertDigest(ProtocolDigests.ChildId(Key(0x0e), 7), "b20fc1632e1dd9eeb3dab5a198f111dd");

    [Test]
    public void Offline_Golden() => AssertDigest(ProtocolDigests.Offline(Key(4), 1_700_000_000), "18f52c244cd5e7191dc81d8e2780504b5c60c753dac0a407250ccd6d521d683f");

    [Test]
    public void Fault_Golden() => AssertDigest(ProtocolDigests.Fault(Key(0x0f), PostedSlot), "9186f3f9245a920d96d05de7fe206fbb3d802a8e278836b7af7853afa9bd002f");

    [Test]
    public void Payload_Golden() => AssertDigest(
        ProtocolDigests.Payload(new Instruction(Key(0x31), [AccountMeta.ReadOnly(Key(0x32))], new byte[] { 7, 1, 2 }), [1]), Convert.ToHexStringLower(OnePayload));

    [Test]
    public void Proposal_Golden() => AssertDigest(ProtocolDigests.Proposal(1, [OnePayload]), "05c410c62090b0843d969b07ec5d321c0b15fbd1c371e3ad77c21bdc0cf25342");

    [Test]
    public void AnyField_OfAnotherLength_IsRefused()
    {
        Assert.That(() => ProtocolDigests.Commit(Run, new byte[31], Filled(1)), Throws.ArgumentException);
        Assert.That(() => ProtocolDigests.Canary(Filled(1), new byte[33]), Throws.ArgumentException);
        Assert.That(() => ProtocolDigests.Payload(new Instruction(Key(1), [AccountMeta.ReadOnly(Key(2))], default), []), Throws.ArgumentException);
    }

    private static void AssertDigest(byte[] digest, string expected) => Assert.That(Convert.ToHexStringLower(digest), Is.EqualTo(expected));

    private static Address Key(byte value) => new(Filled(value));

    private static byte[] Filled(byte value) => [.. Enumerable.Repeat(value, 32)];
}
