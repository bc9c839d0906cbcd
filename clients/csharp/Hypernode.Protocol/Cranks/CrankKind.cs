namespace Hypernode.Protocol.Cranks;

/// <summary>A step of a job that anyone may take once its time has come.</summary>
public enum CrankKind
{
    /// <summary>Pay a submitted job whose challenge window is over, or whose result was found valid.</summary>
    Settle = 1,

    /// <summary>Refund an open job that no node took in time.</summary>
    Expire = 2,

    /// <summary>Open a job again whose node did not start or submit in time.</summary>
    Reassign = 3,

    /// <summary>Refund a job whose last attempt ran out of time.</summary>
    ExpireRun = 4,

    /// <summary>Close the account of a job that ended.</summary>
    Close = 5,

    /// <summary>Draw the validators of a challenge.</summary>
    DrawPanel = 6,

    /// <summary>Count the votes of a challenge whose window is over.</summary>
    ResolveChallenge = 7,

    /// <summary>Refund a job whose result was found wrong.</summary>
    Refund = 8,
}
