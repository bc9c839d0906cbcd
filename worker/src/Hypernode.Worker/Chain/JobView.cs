using Hypernode.Client.Markets;
using Hypernode.Protocol.Jobs;
using Hypernode.Solana.Addresses;

namespace Hypernode.Worker.Chain;

/// <summary>A job account as last read: the only truth about who runs it and until when.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="Account">What it says.</param>
public sealed record JobView(Address Address, Job Account)
{
    public JobState State => Account.State;

    /// <summary>The group of a job that is a replica; null for any other.</summary>
    public Address? Replicas => Account.Origin == Origin.Replica ? Account.Parent : null;

    /// <summary>Assignments so far.</summary>
    public int Attempt => Account.Attempt;

    /// <summary>Slot it was posted in; tells it from an earlier job of the same id.</summary>
    public ulong PostedSlot => Account.PostedSlot;

    /// <summary>Unix seconds until which the node may report the start.</summary>
    public long StartDeadline => JobDeadlines.Start(Account);

    /// <summary>Unix seconds after which nothing more is billed.</summary>
    public long RunEnd => JobDeadlines.RunEnd(Account);

    /// <summary>Unix seconds until which the node may submit.</summary>
    public long SubmitDeadline => JobDeadlines.Submit(Account);

    /// <summary>Unix seconds after which anybody may settle.</summary>
    public long ChallengeDeadline => JobDeadlines.Challenge(Account);

    /// <summary>Whether the job has ended on chain.</summary>
    public bool IsOver => State is JobState.Settled or JobState.Refunded or JobState.Expired or JobState.Cancelled;
}
