using Hypernode.Client.Markets;

namespace Hypernode.Protocol.Matching;

/// <summary>What the program would say: yes, not before a second, or no with its code.</summary>
public sealed record EligibilityVerdict
{
    private EligibilityVerdict(MarketsError? refusal, long? waitUntil)
    {
        Refusal = refusal;
        WaitUntil = waitUntil;
    }

    public static EligibilityVerdict Accept { get; } = new(null, null);

    /// <summary>Whether the node may take the job now.</summary>
    public bool IsAccepted => Refusal is null && WaitUntil is null;

    /// <summary>The code of the refusal; null when there is none that waiting does not cure.</summary>
    public MarketsError? Refusal { get; }

    /// <summary>First Unix second in which it is this node's turn; null when it is, or never.</summary>
    public long? WaitUntil { get; }

    public static EligibilityVerdict Refuse(MarketsError refusal) => new(refusal, null);

    public static EligibilityVerdict Wait(long until) => new(null, until);
}
