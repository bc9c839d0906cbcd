using Hypernode.Client.Markets;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;

namespace Hypernode.Worker.Chain;

/// <summary>
/// What a worker reads from and sends to the chain, signed by the node's hot key. Sends are recorded durably before they go out and
/// return once confirmed. <see cref="ChainRefusedException"/>: the program said no. <see cref="ChainUnavailableException"/>: not known;
/// read the account, then try again.
/// </summary>
public interface INodeChain
{
    /// <summary>Unix seconds of the Clock sysvar.</summary>
    Task<long> ReadClockAsync(CancellationToken cancellationToken);

    /// <summary>Our node with its stake and rules.</summary>
    Task<NodeView> ReadNodeAsync(CancellationToken cancellationToken);

    /// <summary>All open jobs of the served markets.</summary>
    Task<IReadOnlyList<JobView>> ScanOpenJobsAsync(CancellationToken cancellationToken);

    /// <summary>One job; null when its account is gone.</summary>
    Task<JobView?> ReadJobAsync(Address job, CancellationToken cancellationToken);

    /// <summary>What opens the gates between a job and our node, or which of them stays shut.</summary>
    Task<GateVerdict> FindPassesAsync(JobView job, NodeView node, long chainNow, CancellationToken cancellationToken);

    /// <summary>Replica groups by their addresses; one that is gone is left out.</summary>
    Task<IReadOnlyDictionary<Address, ReplicaGroup>> ReadReplicasAsync(IReadOnlyCollection<Address> groups, CancellationToken cancellationToken);

    /// <summary>Follows up what an earlier process sent and left without an outcome.</summary>
    Task ResolvePendingAsync(CancellationToken cancellationToken);

    /// <summary>Takes an open job, with the passes that open its gates at this moment.</summary>
    Task AcceptAsync(JobView job, CancellationToken cancellationToken);

    Task StartAsync(JobView job, CancellationToken cancellationToken);

    Task SubmitAsync(JobView job, Submission submission, CancellationToken cancellationToken);

    Task ReleaseAsync(JobView job, ReleaseReason reason, CancellationToken cancellationToken);

    Task SettleAsync(JobView job, CancellationToken cancellationToken);

    /// <summary>Shows what a replica committed to.</summary>
    Task RevealAsync(JobView job, byte[] result, byte[] salt, CancellationToken cancellationToken);

    /// <summary>Counts the results of a replica's group.</summary>
    Task TallyAsync(JobView job, CancellationToken cancellationToken);

    /// <summary>Applies the tally of its group to a replica.</summary>
    Task ApplyTallyAsync(JobView job, CancellationToken cancellationToken);

    Task RecordHeartbeatAsync(CancellationToken cancellationToken);
}
