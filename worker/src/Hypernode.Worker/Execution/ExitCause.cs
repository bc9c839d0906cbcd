namespace Hypernode.Worker.Execution;

/// <summary>Why a container is no longer running.</summary>
public enum ExitCause
{
    /// <summary>Its program ended.</summary>
    Exited = 1,

    /// <summary>The kernel killed it at its memory limit.</summary>
    OutOfMemory = 2,

    /// <summary>We killed it when its time was over.</summary>
    TimeLimit = 3,

    /// <summary>We killed it because <c>/out</c> passed its size.</summary>
    OutputLimit = 4,

    /// <summary>We killed it because the lease ended or the worker was told to.</summary>
    Stopped = 5,

    /// <summary>The image has no such program, or it cannot be executed.</summary>
    CommandNotRunnable = 6,
}
