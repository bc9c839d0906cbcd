namespace Hypernode.Worker.Scheduling;

/// <summary>Why a job is left to others; each names the rule of the markets program, or of this host, that would refuse it.</summary>
public enum SkipReason
{
    NotOpen = 1,
    OpenDeadlinePassed,
    OtherMarket,
    NodeNotActive,
    HeartbeatStale,
    NodeAlreadyTried,
    ReservedForPreferred,
    HardwareTooSmall,
    WrongArchitecture,
    WrongVendor,
    WrongRegion,
    ReputationTooLow,
    StakeTooLow,
    PriceBelowFloor,
    DurationRefused,
    NodeFull,
    GpusExhausted,

    /// <summary>This host has no memory, processor or run left.</summary>
    HostFull,

    /// <summary>The worker takes nothing new.</summary>
    Draining,
}
