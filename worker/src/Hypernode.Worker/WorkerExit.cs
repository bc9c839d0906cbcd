namespace Hypernode.Worker;

/// <summary>Exit codes, the same as the command line's.</summary>
public static class WorkerExit
{
    public const int Done = 0;
    public const int Internal = 1;
    public const int Usage = 2;

    /// <summary>The host or the configuration lacks something; the message says what to do.</summary>
    public const int Environment = 3;

    /// <summary>Another worker runs, or a server cannot be reached.</summary>
    public const int Taken = 4;
}
