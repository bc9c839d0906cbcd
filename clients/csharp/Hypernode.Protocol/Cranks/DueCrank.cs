using Hypernode.Client.Markets;
using Hypernode.Protocol.Jobs;

namespace Hypernode.Protocol.Cranks;

/// <summary>The next step that anyone may take with a job, and from when on.</summary>
/// <param name="Kind">The step.</param>
/// <param name="DueAt">First Unix second of the chain's clock in which the program accepts it.</param>
public sealed record DueCrank(CrankKind Kind, long DueAt)
{
    /// <summary>Whether the program accepts it now.</summary>
    /// <param name="now">Unix seconds of the chain's clock.</param>
    public bool IsDue(long now) => now >= DueAt;

    /// <summary>The step of a job as it stands; null while only a party or a verdict can move it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="closeDelaySeconds">From the Config of markets.</param>
    public static DueCrank? Of(Job job, uint closeDelaySeconds) => job.State switch
    {
        JobState.Open => new DueCrank(CrankKind.Expire, After(JobDeadlines.Open(job))),
        JobState.Assigned or JobState.Running =>
            new DueCrank(job.AttemptsRemain() ? CrankKind.Reassign : CrankKind.ExpireRun, After(JobDeadlines.Attempt(job))),
        // The tally of its group decides about a replica.
        JobState.Submitted when job.Origin == Origin.Replica && !job.Has(JobFlags.Verified) => null,
        JobState.Submitted =>
            new DueCrank(CrankKind.Settle, job.Has(JobFlags.Verified) ? job.SubmittedAt : After(JobDeadlines.Challenge(job))),
        JobState.Challenged => null,
        _ => new DueCrank(CrankKind.Close, After(JobDeadlines.Close(job, closeDelaySeconds))),
    };

    /// <summary>The step of a challenged job.</summary>
    /// <param name="challenge">Its challenge.</param>
    /// <param name="now">Unix seconds of the chain's clock: once the window is over the votes are counted, drawn or not.</param>
    public static DueCrank Of(Challenge challenge, long now)
    {
        if (challenge.Status == ChallengeStatus.Invalid)
        {
            return new DueCrank(CrankKind.Refund, challenge.DeadlineAt);
        }

        var resolve = new DueCrank(CrankKind.ResolveChallenge, After(challenge.DeadlineAt));
        return resolve.IsDue(now) || challenge.Seed.Any(part => part != 0) ? resolve : new DueCrank(CrankKind.DrawPanel, challenge.OpenedAt);
    }

    /// <summary>Deadlines belong to the party: the crank comes a second later.</summary>
    private static long After(long deadline) => checked(deadline + 1);
}
