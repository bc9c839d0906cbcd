using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Jobs;

/// <summary>Questions that the fields of a replica group answer, as the program answers them.</summary>
public static class ReplicaGroupExtensions
{
    /// <summary>Seat of a job; null where it has none.</summary>
    public static int? SeatOf(this ReplicaGroup group, Address job) =>
        Array.IndexOf(group.Jobs, job, 0, group.Seats) is >= 0 and var seat ? seat : null;

    /// <summary>Whether the replica in a seat committed.</summary>
    public static bool HasCommitted(this ReplicaGroup group, int seat) => IsSet(group.Commits, seat);

    /// <summary>Whether the replica in a seat revealed.</summary>
    public static bool HasRevealed(this ReplicaGroup group, int seat) => IsSet(group.Reveals, seat);

    /// <summary>Whether the tally is applied to the replica in a seat.</summary>
    public static bool IsApplied(this ReplicaGroup group, int seat) => IsSet(group.Applied, seat);

    /// <summary>Whether nobody can commit any more, so that results may be shown.</summary>
    /// <param name="group">The group.</param>
    /// <param name="now">Unix seconds of the chain's clock.</param>
    public static bool CommitsAreIn(this ReplicaGroup group, long now) => group.CommittedAt != 0 || now > group.CommitUntil;

    /// <summary>Last second of the reveals.</summary>
    public static long RevealUntil(this ReplicaGroup group) =>
        checked((group.CommittedAt == 0 ? group.CommitUntil : group.CommittedAt) + group.RevealSeconds);

    /// <summary>Whether the program counts the results now.</summary>
    public static bool CanBeTallied(this ReplicaGroup group, long now) =>
        group.Status == ReplicasStatus.Open && ((group.CommitsAreIn(now) && group.Reveals == group.Commits) || now > group.RevealUntil());

    private static bool IsSet(byte mask, int seat) => (mask & (1 << seat)) != 0;
}
