namespace Hypernode.Worker.Chain;

/// <summary>State byte of a job account, as the markets program numbers it.</summary>
public enum JobPhase
{
    Open = 1,
    Assigned = 2,
    Running = 3,
    Submitted = 4,
    Challenged = 5,
    Settled = 6,
    Refunded = 7,
    Expired = 8,
    Cancelled = 9,
}
