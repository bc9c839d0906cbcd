using Hypernode.Client.Markets;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;
using Hypernode.Worker.Chain;

namespace Hypernode.Worker.Tests.Chain;

/// <summary>A chain with one job and one node that does what the programs do, and remembers what was sent.</summary>
internal sealed class FakeNodeChain(TimeProvider time) : INodeChain
{
    public JobView? Job { get; set; }

    public NodeView Node { get; set; } = Accounts.IdleNode(time.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>Seconds its clock is ahead of the worker's.</summary>
    public long AheadSeconds { get; set; }

    /// <summary>No endpoint answers.</summary>
    public bool IsDown { get; set; }

    /// <summary>The act whose outcome the worker does not hear of, though it lands; once.</summary>
    public string? LandsUnheard { get; set; }

    /// <summary>The act the program refuses.</summary>
    public string? Refuses { get; set; }

    /// <summary>Called with the name of each act before it does anything.</summary>
    public Action<string> OnSend { get; set; } = static _ => { };

    /// <summary>What landed, in order.</summary>
    public List<string> Sent { get; } = [];

    /// <summary>Digest of the submission.</summary>
    public byte[] ResultDigest => Job!.Account.ResultDigest;

    private long Now => time.GetUtcNow().ToUnixTimeSeconds() + AheadSeconds;

    public Task<long> ReadClockAsync(CancellationToken cancellationToken) => Read(Now);

    public Task<NodeView> ReadNodeAsync(CancellationToken cancellationToken) => Read(Node);

    public Task<IReadOnlyList<JobView>> ScanOpenJobsAsync(CancellationToken cancellationToken) =>
        Read<IReadOnlyList<JobView>>(Job is { State: JobState.Open } job ? [job] : []);

    public Task<JobView?> ReadJobAsync(Address job, CancellationToken cancellationToken) => Read(Job);

    public Task<GateVerdict> FindPassesAsync(JobView job, NodeView node, long chainNow, CancellationToken cancellationToken) => Read(GateVerdict.Open(GatePasses.None));

    /// <summary>Its job is no replica.</summary>
    public Task<IReadOnlyDictionary<Address, ReplicaGroup>> ReadReplicasAsync(IReadOnlyCollection<Address> groups, CancellationToken cancellationToken) =>
        Read<IReadOnlyDictionary<Address, ReplicaGroup>>(new Dictionary<Address, ReplicaGroup>());

    public Task ResolvePendingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task AcceptAsync(JobView job, CancellationToken cancellationToken) =>
        Send("accept", account => account with { State = JobState.Assigned, Attempt = (byte)(account.Attempt + 1), Node = Accounts.NodeAddress, AssignedAt = Now });

    public Task StartAsync(JobView job, CancellationToken cancellationToken) => Send("start", account => account with { State = JobState.Running, StartedAt = Now });

    public Task SubmitAsync(JobView job, Submission submission, CancellationToken cancellationToken) => Send("submit", account => account with
    {
        State = JobState.Submitted,
        SubmittedAt = Now,
        ResultDigest = submission.ResultDigest,
        ExitCode = submission.ExitCode,
        MeteredSeconds = submission.MeteredSeconds,
    });

    public Task ReleaseAsync(JobView job, ReleaseReason reason, CancellationToken cancellationToken) =>
        Send($"release {reason}", account => account with { State = JobState.Open, Node = default, AssignedAt = 0, StartedAt = 0 });

    public Task SettleAsync(JobView job, CancellationToken cancellationToken) => Send("settle", account => account with { State = JobState.Settled });

    public Task RevealAsync(JobView job, byte[] result, byte[] salt, CancellationToken cancellationToken) => Send("reveal", account => account with { ResultDigest = result });

    public Task TallyAsync(JobView job, CancellationToken cancellationToken) => Send("tally", account => account);

    public Task ApplyTallyAsync(JobView job, CancellationToken cancellationToken) => Send("apply", account => account);

    public Task RecordHeartbeatAsync(CancellationToken cancellationToken) => Send("heartbeat", account => account);

    private Task<T> Read<T>(T value) => IsDown ? Task.FromException<T>(new ChainUnavailableException("nobody answers")) : Task.FromResult(value);

    private Task Send(string act, Func<Job, Job> change)
    {
        OnSend(act);
        if (IsDown)
        {
            return Task.FromException(new ChainUnavailableException("nobody answers"));
        }

        if (string.Equals(act, Refuses, StringComparison.Ordinal))
        {
            return Task.FromException(new ChainRefusedException("NotNow", 1));
        }

        Sent.Add(act);
        Job = Job?.With(change);
        if (!string.Equals(act, LandsUnheard, StringComparison.Ordinal))
        {
            return Task.CompletedTask;
        }

        LandsUnheard = null;
        return Task.FromException(new ChainUnavailableException("the answer was lost"));
    }
}
