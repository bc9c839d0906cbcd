using Hypernode.Worker.Chain;

namespace Hypernode.Worker.Leases;

/// <summary>When a run is cut and when it stops to matter, in Unix seconds of the chain's clock.</summary>
internal static class RunTimes
{
    /// <summary>Seconds kept free before the submission is due, whatever the outputs' size.</summary>
    public const long UploadReserveSeconds = 10;

    /// <summary>
    /// When the container of a started job is cut: at the end of what is billed or allowed by the spec, and early enough to deliver before the
    /// submission is due.
    /// </summary>
    /// <param name="job">The job, Running.</param>
    /// <param name="maxSeconds">Longest run by its spec.</param>
    /// <param name="outputBytes">Largest outputs by its spec.</param>
    /// <param name="uploadBytesPerSecond">Expected rate of delivery; above 0.</param>
    public static long KillAt(JobView job, long maxSeconds, long outputBytes, long uploadBytesPerSecond) =>
        Math.Min(Math.Min(job.RunEnd, job.Account.StartedAt + maxSeconds), job.SubmitDeadline - Reserve(outputBytes, uploadBytesPerSecond));

    /// <summary>Seconds from a start to <see cref="KillAt"/>; not above 0 when a run could not deliver what it may write.</summary>
    public static long LongestSeconds(JobView job, long maxSeconds, long outputBytes, long uploadBytesPerSecond)
    {
        long run = job.Account.MaxRunSeconds;
        return Math.Min(Math.Min(run, maxSeconds), run + job.Account.SubmitGraceSeconds - Reserve(outputBytes, uploadBytesPerSecond));
    }

    /// <summary>The last moment an attempt can matter, whenever it starts.</summary>
    public static long LatestSubmit(JobView job) =>
        job.Account.StartedAt > 0 ? job.SubmitDeadline : job.StartDeadline + job.Account.MaxRunSeconds + job.Account.SubmitGraceSeconds;

    private static long Reserve(long outputBytes, long uploadBytesPerSecond) => UploadReserveSeconds + (outputBytes / uploadBytesPerSecond);
}
