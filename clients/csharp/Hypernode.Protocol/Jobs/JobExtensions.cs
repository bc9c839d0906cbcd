using System.Buffers.Binary;
using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Jobs;

/// <summary>Questions that a job's fields answer.</summary>
public static class JobExtensions
{
    /// <summary>Whether the flag holds.</summary>
    public static bool Has(this Job job, JobFlags flag) => (job.Flags & (byte)flag) != 0;

    /// <summary>Whether the job reached a state it never leaves.</summary>
    public static bool HasEnded(this Job job) => job.State is JobState.Settled or JobState.Refunded or JobState.Expired or JobState.Cancelled;

    /// <summary>Whether another node may try after the one that has it.</summary>
    public static bool AttemptsRemain(this Job job) => job.Attempt < job.AttemptsMax && !job.Has(JobFlags.Stopped);

    /// <summary>Whether the node is among the preferred.</summary>
    public static bool Prefers(this Job job, Address node) => job.Preferred.Contains(KeyPrefix(node));

    /// <summary>Whether this authority had an attempt before.</summary>
    public static bool WasTriedBy(this Job job, Address authority) => job.PastAuthorities.Contains(KeyPrefix(authority));

    /// <summary>Whether the program failed on its own: a run stopped by the requester or killed at its limit did not.</summary>
    public static bool ProgramFailed(this Job job) =>
        job.ExitCode != 0 && !job.Has(JobFlags.Stopped) && job.MeteredSeconds < job.MaxRunSeconds;

    /// <summary>Whether the node started later than the agreed time.</summary>
    public static bool StartedLate(this Job job) =>
        job.SlaStartSeconds > 0 && job.StartedAt - job.AssignedAt > job.SlaStartSeconds;

    /// <summary>How jobs refer to keys in short: the first 8 bytes, little-endian.</summary>
    public static ulong KeyPrefix(Address key) => BinaryPrimitives.ReadUInt64LittleEndian(key.Bytes);
}
