namespace Hypernode.Worker.Execution;

/// <summary>What an executor finds under a name.</summary>
public enum RunState
{
    /// <summary>Nothing of that name.</summary>
    Absent = 1,

    /// <summary>Made, never started.</summary>
    Created = 2,
    Running = 3,
    Exited = 4,

    /// <summary>It was started, is not running, and how it ended is not known: a host fault.</summary>
    Lost = 5,
}
