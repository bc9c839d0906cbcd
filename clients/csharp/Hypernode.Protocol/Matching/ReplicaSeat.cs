using Hypernode.Client.Markets;
using Hypernode.Protocol.Jobs;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Matching;

/// <summary>Whether a replica group has a seat for a node: what the program asks beyond the eligibility of any job.</summary>
public static class ReplicaSeat
{
    /// <summary>The code with which the program would refuse; null where it would not.</summary>
    /// <param name="group">The group, the job's parent.</param>
    /// <param name="address">The job's account.</param>
    /// <param name="job">The job.</param>
    /// <param name="authority">Authority of the node.</param>
    /// <param name="now">Unix seconds of the chain's clock.</param>
    public static MarketsError? Refusal(ReplicaGroup group, Address address, Job job, Address authority, long now)
    {
        var alike = job.Requester == group.Requester
            && job.ImageDigest.AsSpan().SequenceEqual(group.ImageDigest)
            && job.InputDigest.AsSpan().SequenceEqual(group.InputDigest)
            && job.SpecDigest.AsSpan().SequenceEqual(group.SpecDigest);
        if (!alike)
        {
            return MarketsError.WrongReplicas;
        }

        if (checked(now + job.StartGraceSeconds + job.MaxRunSeconds + job.SubmitGraceSeconds) > group.CommitUntil)
        {
            return MarketsError.ReplicasTooLate;
        }

        var seat = group.SeatOf(address) ?? group.Seats;
        if (seat >= group.N)
        {
            return MarketsError.ReplicasFull;
        }

        return group.Authorities.Take(group.Seats).Where((_, other) => other != seat).Contains(authority) ? MarketsError.AuthorityHasReplica : null;
    }
}
