namespace Hypernode.Worker.Leases;

/// <summary>
/// How far a run is. A phase is written durably before its act, so after a crash the last one says what may have been done;
/// each act is safe to repeat.
/// </summary>
public enum RunPhase
{
    /// <summary>Spec is being fetched and checked.</summary>
    Selected = 1,

    /// <summary><c>accept_job</c> is being sent.</summary>
    Accepting = 2,

    /// <summary>The job is ours; image and inputs are being fetched.</summary>
    Leased = 3,

    /// <summary>The container is being created.</summary>
    Prepared = 4,

    /// <summary>The container is being started, then <c>start_job</c> sent.</summary>
    Created = 5,

    /// <summary>The container runs.</summary>
    Running = 6,

    /// <summary>The container has ended; outputs are being collected.</summary>
    Exited = 7,

    /// <summary>Result and digest are fixed; they are being delivered.</summary>
    Packaged = 8,

    /// <summary>Delivered, of a replica kept back until its reveal; <c>submit_job</c> is being sent.</summary>
    Stored = 9,

    /// <summary>Submitted; waiting for the job to be settled, a replica for its reveal and the tally before.</summary>
    Submitted = 10,

    /// <summary>The job ended on chain after our submission. Final.</summary>
    Closed = 11,

    /// <summary>The run ended without a submission; the entry says why. Final.</summary>
    Abandoned = 12,
}
