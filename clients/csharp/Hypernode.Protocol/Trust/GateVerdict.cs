namespace Hypernode.Protocol.Trust;

/// <summary>What is shown at the gates, or which of them stays shut.</summary>
public sealed record GateVerdict
{
    private GateVerdict(GatePasses? passes, GateRefusal? refusal)
    {
        Passes = passes;
        Refusal = refusal;
    }

    /// <summary>The accounts to show; null when a gate stays shut.</summary>
    public GatePasses? Passes { get; }

    /// <summary>The gate that stays shut; null when all are open.</summary>
    public GateRefusal? Refusal { get; }

    public static GateVerdict Open(GatePasses passes) => new(passes, null);

    public static GateVerdict Refuse(GateRefusal refusal) => new(null, refusal);
}
