namespace Hypernode.Protocol.Jobs;

/// <summary>Bits of <c>Job.Flags</c>.</summary>
[Flags]
public enum JobFlags
{
    None = 0,

    /// <summary>The requester stopped the run.</summary>
    Stopped = 1,

    /// <summary>A verdict, a tally or an audit found the result valid.</summary>
    Verified = 2,

    /// <summary>Requester or funder and the node are one party: the run earns it no reputation.</summary>
    SelfDealing = 4,

    /// <summary>An offer took the job at once.</summary>
    AutoAssigned = 8,

    /// <summary>The draw of audits was made.</summary>
    Audited = 16,

    /// <summary>The input is sealed to a key.</summary>
    SealedInput = 32,

    /// <summary>The requester published the key.</summary>
    KeyPublished = 64,
}
