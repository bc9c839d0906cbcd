using Hypernode.Solana.Addresses;

namespace Hypernode.Worker.Chain;

/// <summary>A job account as last read: the only truth about who runs it and until when.</summary>
public sealed record JobView
{
    public required Address Address { get; init; }

    public required JobPhase Phase { get; init; }

    public required Address Requester { get; init; }

    public required Address Market { get; init; }

    /// <summary>The node it is assigned to; all zero for none.</summary>
    public Address Node { get; init; }

    /// <summary>Assignments so far.</summary>
    public int Attempt { get; init; }

    /// <summary>Slot it was posted in; tells it from an earlier job of the same id.</summary>
    public ulong PostedSlot { get; init; }

    public required byte[] ImageDigest { get; init; }

    public required byte[] InputDigest { get; init; }

    public required byte[] SpecDigest { get; init; }

    /// <summary>Digest submitted; all zero before.</summary>
    public byte[] ResultDigest { get; init; } = new byte[32];

    public required HardwareNeeds Needs { get; init; }

    /// <summary>Base units a second.</summary>
    public ulong PricePerSecond { get; init; }

    public int RoyaltyBps { get; init; }

    /// <summary>Longest billed run in seconds.</summary>
    public long MaxRunSeconds { get; init; }

    public long QueueTimeoutSeconds { get; init; }

    public long StartGraceSeconds { get; init; }

    public long SubmitGraceSeconds { get; init; }

    public long ChallengeWindowSeconds { get; init; }

    /// <summary>Seconds after opening in which only preferred nodes may accept.</summary>
    public long ExclusiveSeconds { get; init; }

    /// <summary>First eight bytes, little-endian, of nodes that may accept at once; 0 for none.</summary>
    public IReadOnlyList<ulong> Preferred { get; init; } = [];

    /// <summary>First eight bytes, little-endian, of authorities that tried before; 0 for none.</summary>
    public IReadOnlyList<ulong> PastAuthorities { get; init; } = [];

    /// <summary>Unix seconds of the Clock sysvar; 0 = not yet. So are the five below.</summary>
    public long OpenedAt { get; init; }

    public long AssignedAt { get; init; }

    public long StartedAt { get; init; }

    public long StoppedAt { get; init; }

    public long SubmittedAt { get; init; }

    public long EndedAt { get; init; }

    /// <summary>Unix seconds after which the job may be expired while open.</summary>
    public long OpenDeadline => OpenedAt + QueueTimeoutSeconds;

    /// <summary>Unix seconds until which the node may report the start.</summary>
    public long StartDeadline => AssignedAt + StartGraceSeconds;

    /// <summary>Unix seconds after which nothing more is billed.</summary>
    public long RunEnd => StoppedAt > 0 ? Math.Min(StartedAt + MaxRunSeconds, StoppedAt) : StartedAt + MaxRunSeconds;

    /// <summary>Unix seconds until which the node may submit.</summary>
    public long SubmitDeadline => RunEnd + SubmitGraceSeconds;

    /// <summary>Unix seconds after which anybody may settle.</summary>
    public long ChallengeDeadline => SubmittedAt + ChallengeWindowSeconds;

    /// <summary>Whether the job has ended on chain.</summary>
    public bool IsOver => Phase >= JobPhase.Settled;
}
