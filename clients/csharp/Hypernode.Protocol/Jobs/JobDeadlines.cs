using Hypernode.Client.Markets;

namespace Hypernode.Protocol.Jobs;

/// <summary>Until when each party of a job may act, in Unix seconds of the chain's clock; afterwards anyone may move the job on.</summary>
/// <remarks>Only the deadlines of the job's state mean something: an Open job has no start.</remarks>
public static class JobDeadlines
{
    /// <summary>Last second in which a node may accept.</summary>
    public static long Open(Job job) => checked(job.OpenedAt + job.QueueTimeoutSeconds);

    /// <summary>Last second in which the node may start.</summary>
    public static long Start(Job job) => checked(job.AssignedAt + job.StartGraceSeconds);

    /// <summary>Second in which the run ends: its limit, or where the requester stopped it.</summary>
    public static long RunEnd(Job job)
    {
        var limit = checked(job.StartedAt + job.MaxRunSeconds);
        return job.Has(JobFlags.Stopped) ? Math.Min(limit, job.StoppedAt) : limit;
    }

    /// <summary>Last second in which the node may submit.</summary>
    public static long Submit(Job job) => checked(RunEnd(job) + job.SubmitGraceSeconds);

    /// <summary>Last second in which the requester may object.</summary>
    public static long Challenge(Job job) => checked(job.SubmittedAt + job.ChallengeWindowSeconds);

    /// <summary>Last second of the attempt under way: to start while Assigned, to submit while Running.</summary>
    public static long Attempt(Job job) => job.State == JobState.Assigned ? Start(job) : Submit(job);

    /// <summary>Last second of a challenge's round in which validators commit; they reveal in the second half of its window.</summary>
    public static long Commit(Challenge challenge) => checked(challenge.DeadlineAt - ((challenge.DeadlineAt - challenge.OpenedAt) / 2));

    /// <summary>Second after which anyone may close the account of an ended job.</summary>
    /// <param name="job">The job.</param>
    /// <param name="closeDelaySeconds">From the Config of markets.</param>
    public static long Close(Job job, uint closeDelaySeconds) => checked(job.EndedAt + closeDelaySeconds);
}
