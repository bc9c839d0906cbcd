namespace Hypernode.Protocol.Results;

/// <summary>How a run ended, as far as two honest nodes would agree on it.</summary>
public enum RunOutcome
{
    /// <summary>The program ended with exit code 0.</summary>
    Completed = 1,

    /// <summary>The program ended with another exit code.</summary>
    ProgramFailed = 2,

    /// <summary>It was killed at its time limit.</summary>
    TimeLimit = 3,

    /// <summary>It was killed at its memory limit.</summary>
    MemoryLimit = 4,

    /// <summary>Its output exceeded the bounds of the spec.</summary>
    OutputLimit = 5,

    /// <summary>The requester stopped it.</summary>
    Stopped = 6,

    /// <summary>The image has no such program, or it cannot be executed.</summary>
    NotRunnable = 7,
}
