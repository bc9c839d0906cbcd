using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Matching;
using Hypernode.Solana.Addresses;
using Hypernode.Worker.Chain;
using Hypernode.Worker.Scheduling;
using Hypernode.Worker.Tests.Chain;
using Tier = Hypernode.Client.Registry.Tier;
using Verdict = Hypernode.Worker.Scheduling.Verdict;

namespace Hypernode.Worker.Tests.Scheduling;

/// <summary>Each reason to take, await or leave a job once, and each bound below, at and above.</summary>
[TestFixture]
internal sealed class JobPolicyTests
{
    private const long Now = 100_000;
    private const long Mib = 1L << 20;
    private const long Gib = 1L << 30;
    private static readonly JobView Job = Accounts.OpenJob(Now);
    private static readonly NodeView Node = Accounts.IdleNode(Now);
    private static readonly HostCapacity Capacity = new(Runs: 1, MemoryBytes: 4 * Gib, CpuMillis: 4_000, DiskBytes: 40 * Gib);

    [Test]
    public void Takes_a_job_that_fits() => Assert.That(Decide(), Is.EqualTo(new Verdict.Accept()));

    [Test]
    public void Leaves_everything_while_draining() => AssertSkip(SkipReasons.Draining, Decide(isDraining: true));

    [Test]
    public void Serves_every_market_or_those_it_was_given()
    {
        Assert.That(Decide(markets: [Accounts.Key(8), Accounts.Market]), Is.EqualTo(new Verdict.Accept()));
        AssertSkip(SkipReasons.OtherMarket, Decide(markets: [Accounts.Key(8)]));
    }

    [TestCase(NodeStatus.Draining)]
    [TestCase(NodeStatus.Suspended)]
    [TestCase(NodeStatus.Inactive)]
    public void Takes_nothing_for_a_node_that_is_not_active(NodeStatus status) =>
        AssertSkip(SkipReasons.NodeNotActive, Decide(node: Node.With(node => node with { Status = status })));

    [TestCase(899, null)]
    [TestCase(900, null)]
    [TestCase(901, SkipReasons.HeartbeatStale)]
    public void Takes_nothing_the_registry_would_refuse_for_silence(int seconds, string? reason) =>
        AssertTaken(reason, Decide(node: Node.With(node => node with { LastHeartbeatAt = Now - seconds })));

    [TestCase(0, 1, null)]
    [TestCase(1, 1, null)]
    [TestCase(2, 1, SkipReasons.NodeFull)]
    [TestCase(1, 2, SkipReasons.NodeFull)]
    [TestCase(0, 2, null)]
    [TestCase(0, 3, SkipReasons.NodeFull)]
    [TestCase(3, 0, SkipReasons.NodeFull)]
    public void Counts_runs_on_chain_and_those_on_their_way(int active, int pending, string? reason) =>
        AssertTaken(reason, Decide(node: Node.With(node => node with { ActiveRuns = (ushort)active }), pendingRuns: pending));

    [TestCase(1, 3, 0, null)]
    [TestCase(1, 3, 1, SkipReasons.NodeFull)]
    [TestCase(3, 1, 0, null)]
    [TestCase(3, 1, 1, SkipReasons.NodeFull)]
    public void Takes_the_smaller_of_the_nodes_own_bound_and_its_pledges(int own, int pledged, int active, string? reason)
    {
        var node = Node.With(node => node with { MaxRuns = (ushort)own, ActiveRuns = (ushort)active });
        var rules = node.Rules with { Capacity = new CapacityTable([Accounts.LeastPledge], [(ushort)pledged]) };
        AssertTaken(reason, Decide(node: node with { Rules = rules }));
    }

    [TestCase(Accounts.LeastPledge - 1, SkipReasons.NodeFull)]
    [TestCase(Accounts.LeastPledge, null)]
    [TestCase(Accounts.LeastPledge + 1, null)]
    public void Runs_nothing_below_the_least_pledge(ulong pledged, string? reason) =>
        AssertTaken(reason, Decide(node: Node with { Candidate = Node.Candidate with { Pledged = pledged } }));

    [TestCase(1, null)]
    [TestCase(2, null)]
    [TestCase(3, SkipReasons.GpusExhausted)]
    public void Takes_no_gpu_that_is_in_use(int gpus, string? reason)
    {
        var node = Node.With(node => node with { GpuCount = 4, Fingerprints = 4, GpusInUse = 2 });
        AssertTaken(reason, Decide(Job.Needing(needs => needs with { GpuCount = (ushort)gpus }), node));
    }

    [TestCase(0, SkipReasons.HostFull)]
    [TestCase(1, null)]
    [TestCase(2, null)]
    public void Takes_no_run_this_host_has_no_place_for(int runs, string? reason) => AssertTaken(reason, Decide(capacity: Capacity with { Runs = runs }));

    [TestCase(-1, SkipReasons.HostFull)]
    [TestCase(0, null)]
    [TestCase(1, null)]
    public void Takes_no_more_than_this_host_has_left(int beyond, string? reason)
    {
        var job = Job.Needing(needs => needs with { RamMib = 2_048, CpuCores = 2, DiskGib = 10 });
        Assert.Multiple(() =>
        {
            AssertTaken(reason, Decide(job, capacity: Capacity with { MemoryBytes = (2_048 * Mib) + beyond }));
            AssertTaken(reason, Decide(job, capacity: Capacity with { CpuMillis = 2_000 + beyond }));
            AssertTaken(reason, Decide(job, capacity: Capacity with { DiskBytes = (10 * Gib) + beyond }));
        });
    }

    [Test]
    public void The_largest_needs_do_not_wrap_around()
    {
        var job = Job.Needing(needs => needs with { RamMib = uint.MaxValue, CpuCores = ushort.MaxValue, DiskGib = uint.MaxValue });
        AssertSkip(SkipReasons.HostFull, Decide(job));
        Assert.That(JobPolicy.Reserve(new HostCapacity(1, 0, 0, 0), job.Account.Requirements), Is.EqualTo(new HostCapacity(0, -uint.MaxValue * Mib, -ushort.MaxValue * 1000, -uint.MaxValue * Gib)));
    }

    [TestCase(-1, true)]
    [TestCase(0, false)]
    [TestCase(1, false)]
    public void Waits_for_its_tiers_turn(int seconds, bool waits)
    {
        var starter = Node with { Candidate = Node.Candidate with { Tier = Tier.Starter } };
        var turn = Now + 15;
        var verdict = Decide(node: starter, now: turn + seconds);
        Assert.That(verdict, Is.EqualTo(waits ? new Verdict.WaitUntil(turn) : new Verdict.Accept()));
    }

    [TestCase(-1, null)]
    [TestCase(0, null)]
    [TestCase(1, nameof(MarketsError.OpenDeadlinePassed))]
    public void Leaves_a_job_whose_queue_time_is_over(int seconds, string? reason)
    {
        var now = Now + Accounts.QueueTimeoutSeconds + seconds;
        AssertTaken(reason, Decide(node: Node.With(node => node with { LastHeartbeatAt = now }), now: now));
    }

    [Test]
    public void Names_what_the_program_would_refuse()
    {
        Assert.Multiple(() =>
        {
            AssertSkip(nameof(MarketsError.EntriesPaused), Decide(node: Node with { Rules = Node.Rules with { EntriesPaused = true } }));
            AssertSkip(nameof(MarketsError.JobNotOpen), Decide(Job.With(job => job with { State = JobState.Assigned })));
            AssertSkip(nameof(MarketsError.HardwareTooSmall), Decide(Job.Needing(needs => needs with { VramMib = 1 })));
            AssertSkip(nameof(MarketsError.WrongRegion), Decide(Job.Needing(needs => needs with { Region = 276 })));
            AssertSkip(nameof(MarketsError.ReputationTooLow), Decide(Job.Needing(needs => needs with { ReputationTier = (byte)Tier.Gold }), Node with { Candidate = Node.Candidate with { Tier = Tier.Silver } }));
            AssertSkip(nameof(MarketsError.StakeTooLow), Decide(Job.Needing(needs => needs with { StakeTier = 2 })));
            AssertSkip(nameof(MarketsError.PriceBelowFloor), Decide(node: Node.With(node => node with { PriceFloor = 1 })));
            AssertSkip(nameof(MarketsError.DurationRefused), Decide(node: Node.With(node => node with { MaxDurationSeconds = Accounts.MaxRunSeconds - 1 })));
            AssertSkip(nameof(MarketsError.WrongReplicas), Decide(Job.With(job => job with { Origin = Origin.Replica, Parent = Accounts.Key(9) })));
            AssertSkip(nameof(MarketsError.OutsideHours), Decide(node: Node.With(node => node with { Hours = new byte[OpeningHours.Length] })));
        });
    }

    [Test]
    public void What_the_host_cannot_do_comes_before_what_the_program_would_say() =>
        AssertSkip(SkipReasons.HostFull, Decide(Job.With(job => job with { State = JobState.Assigned }), capacity: Capacity with { Runs = 0 }));

    private static Verdict Decide(
        JobView? job = null, NodeView? node = null, Address[]? markets = null, HostCapacity? capacity = null, int pendingRuns = 0, bool isDraining = false, long now = Now) =>
        JobPolicy.Decide(job ?? Job, node ?? Node, (markets ?? []).ToHashSet(), capacity ?? Capacity, pendingRuns, isDraining, now, replicas: null);

    private static void AssertSkip(string reason, Verdict verdict) => Assert.That(verdict, Is.EqualTo(new Verdict.Skip(reason)));

    private static void AssertTaken(string? reason, Verdict verdict) => Assert.That(verdict, Is.EqualTo(reason is null ? new Verdict.Accept() : new Verdict.Skip(reason)));
}
