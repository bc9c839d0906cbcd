namespace Hypernode.Worker.Scheduling;

/// <summary>
/// Why this host leaves a job to others; what the program would refuse is named as its error, and a gate as
/// <see cref="Protocol.Trust.GateRefusal"/>. Words of metrics.
/// </summary>
public static class SkipReasons
{
    public const string Draining = "Draining";
    public const string OtherMarket = "OtherMarket";
    public const string NodeNotActive = "NodeNotActive";
    public const string HeartbeatStale = "HeartbeatStale";
    public const string NodeFull = "NodeFull";
    public const string GpusExhausted = "GpusExhausted";

    /// <summary>This worker runs a replica of the same group: it gets one seat.</summary>
    public const string OwnReplica = "OwnReplica";

    /// <summary>This host has no memory, processor, disk or run left.</summary>
    public const string HostFull = "HostFull";
}
