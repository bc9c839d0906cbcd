using System.Buffers.Binary;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Digests;

/// <summary>The digests of the protocol: SHA-256 over a tag and fields of fixed width, as the programs compute them.</summary>
/// <remarks>Every 32-byte field that is no address is a digest; another length throws <see cref="ArgumentException"/>.</remarks>
public static class ProtocolDigests
{
    private const int ChildIdLength = 16;

    /// <summary>What a node submitted, bound to the run: <c>execution_digest</c> of the event.</summary>
    public static byte[] Result(RunKey run, ResultFields fields)
    {
        using var digest = Run("result", run);
        return digest
            .AddDigest(fields.Image)
            .AddDigest(fields.Input)
            .AddDigest(fields.Spec)
            .AddDigest(fields.Result)
            .AddDigest(fields.Logs)
            .Add(fields.ExitCode)
            .Add(fields.OutputBytes)
            .Add(fields.MeteredSeconds)
            .Finish();
    }

    /// <summary>A promise of a result that is revealed later.</summary>
    public static byte[] Commit(RunKey run, ReadOnlySpan<byte> result, ReadOnlySpan<byte> salt)
    {
        using var digest = Run("commit", run);
        return digest.AddDigest(result).AddDigest(salt).Finish();
    }

    /// <summary>A promise of a verdict that is revealed later.</summary>
    public static byte[] Verdict(JudgementKey judgement, bool valid, ReadOnlySpan<byte> salt)
    {
        using var digest = new ProtocolDigest("verdict");
        return digest
            .Add(judgement.Genesis)
            .Add(judgement.MarketsProgram)
            .Add(judgement.Job)
            .Add(judgement.PostedSlot)
            .Add(judgement.Round)
            .Add(judgement.Validator)
            .Add(valid ? (byte)1 : (byte)0)
            .AddDigest(salt)
            .Finish();
    }

    /// <summary>The seed of a draw about an object, from the hash of a slot nobody knew when the draw was fixed.</summary>
    public static byte[] Draw(ReadOnlySpan<byte> slotHash, Address subject)
    {
        using var digest = new ProtocolDigest("draw");
        return digest.AddDigest(slotHash).Add(subject).Finish();
    }

    /// <summary>A validator's lot in a draw; <see cref="Ticket"/> makes it a number.</summary>
    public static byte[] Sortition(ReadOnlySpan<byte> seed, Address validator)
    {
        using var digest = new ProtocolDigest("sortition");
        return digest.AddDigest(seed).Add(validator).Finish();
    }

    /// <summary>A job's lot in the draw of audits.</summary>
    public static byte[] Audit(ReadOnlySpan<byte> seed, Address job, ulong postedSlot)
    {
        using var digest = new ProtocolDigest("audit");
        return digest.AddDigest(seed).Add(job).Add(postedSlot).Finish();
    }

    /// <summary>A payment promise: what a session key signs.</summary>
    public static byte[] Voucher(Hash genesis, Address marketsProgram, Address credit, ulong openedSlot, ulong cumulative)
    {
        using var digest = new ProtocolDigest("voucher");
        return digest.Add(genesis).Add(marketsProgram).Add(credit).Add(openedSlot).Add(cumulative).Finish();
    }

    /// <summary>The id of a job of a batch: the first 16 bytes.</summary>
    public static byte[] ChildId(Address batch, uint index)
    {
        using var digest = new ProtocolDigest("child");
        return digest.Add(batch).Add(index).Finish()[..ChildIdLength];
    }

    /// <summary>A promise of the answer a canary expects.</summary>
    public static byte[] Canary(ReadOnlySpan<byte> expectedResult, ReadOnlySpan<byte> salt)
    {
        using var digest = new ProtocolDigest("canary");
        return digest.AddDigest(expectedResult).AddDigest(salt).Finish();
    }

    /// <summary>Evidence that a node was offline.</summary>
    public static byte[] Offline(Address node, long lastHeartbeatAt)
    {
        using var digest = new ProtocolDigest("offline");
        return digest.Add(node).Add(lastHeartbeatAt).Finish();
    }

    /// <summary>Evidence of a fault.</summary>
    public static byte[] Fault(Address fault, ulong postedSlot)
    {
        using var digest = new ProtocolDigest("fault");
        return digest.Add(fault).Add(postedSlot).Finish();
    }

    /// <summary>Evidence of a report that validators vote on, from the digest of what the reporter shows them.</summary>
    public static byte[] Report(ReadOnlySpan<byte> shown)
    {
        using var digest = new ProtocolDigest("report");
        return digest.AddDigest(shown).Finish();
    }

    /// <summary>One instruction of a proposal; <paramref name="flags"/> stands beside each account.</summary>
    /// <exception cref="ArgumentException">More than 255 accounts, flags of another count, or more than 65,535 bytes of data.</exception>
    public static byte[] Payload(Instruction instruction, ReadOnlySpan<byte> flags)
    {
        if (instruction.Accounts.Count > byte.MaxValue || flags.Length != instruction.Accounts.Count || instruction.Data.Length > ushort.MaxValue)
        {
            throw new ArgumentException("A payload has at most 255 accounts with a flag each, and at most 65,535 bytes of data.", nameof(instruction));
        }

        using var digest = new ProtocolDigest("payload");
        digest.Add(instruction.ProgramId).Add((byte)instruction.Accounts.Count);
        for (var i = 0; i < flags.Length; i++)
        {
            digest.Add(instruction.Accounts[i].Address).Add(flags[i]);
        }

        return digest.Add((ushort)instruction.Data.Length).AddRaw(instruction.Data.Span).Finish();
    }

    /// <summary>A proposal with its payloads in order.</summary>
    /// <exception cref="ArgumentException">More than 255 payloads.</exception>
    public static byte[] Proposal(ulong id, IReadOnlyList<byte[]> payloads)
    {
        if (payloads.Count > byte.MaxValue)
        {
            throw new ArgumentException("A proposal has at most 255 payloads.", nameof(payloads));
        }

        using var digest = new ProtocolDigest("proposal");
        digest.Add(id).Add((byte)payloads.Count);
        foreach (var payload in payloads)
        {
            digest.AddDigest(payload);
        }

        return digest.Finish();
    }

    /// <summary>The challenge of a proof over an asset in one epoch.</summary>
    public static byte[] Proof(ReadOnlySpan<byte> seed, Address asset, uint epoch)
    {
        using var digest = new ProtocolDigest("proof");
        return digest.AddDigest(seed).Add(asset).Add(epoch).Finish();
    }

    /// <summary>The number a lot stands for: its first 8 bytes, little-endian.</summary>
    public static ulong Ticket(ReadOnlySpan<byte> lot) => BinaryPrimitives.ReadUInt64LittleEndian(lot);

    /// <summary>Whether a ticket has a seat: ticket * validators &lt; panel * 2^64.</summary>
    public static bool IsOnPanel(ulong ticket, uint validators, ushort panelTarget) =>
        (UInt128)ticket * validators < (UInt128)panelTarget << 64;

    private static ProtocolDigest Run(string name, RunKey run) => new ProtocolDigest(name)
        .Add(run.Genesis)
        .Add(run.MarketsProgram)
        .Add(run.Job)
        .Add(run.PostedSlot)
        .Add(run.Node)
        .Add(run.Attempt);
}
