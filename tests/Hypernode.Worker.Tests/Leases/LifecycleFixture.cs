using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;
using Hypernode.Content.Transfer;
using Hypernode.TestKit.Logging;
using Hypernode.TestKit.Time;
using Hypernode.Worker.Chain;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Execution.Logs;
using Hypernode.Worker.Leases;
using Hypernode.Worker.Reporting;
using Hypernode.Worker.Scheduling;
using Hypernode.Worker.Specs;
using Hypernode.Worker.Tests.Chain;
using Hypernode.Worker.Tests.Execution;

namespace Hypernode.Worker.Tests.Leases;

/// <summary>Everything runs work with, in one process and on time that stands still.</summary>
internal abstract class LifecycleFixture
{
    private protected const long UploadBytesPerSecond = 1_000;
    private protected static readonly RunLimits Limits = new(MemoryBytes: 1 << 20, CpuMillis: 1000, TemporaryBytes: 1 << 20, OutputBytes: 5_000);
    private WorkerMetrics _metrics = null!;

    private protected string State { get; private set; } = "";

    private protected ManualTimeProvider Time { get; private set; } = null!;

    private protected FakeNodeChain Chain { get; private set; } = null!;

    private protected FakeExecutor Executor { get; private set; } = null!;

    private protected FakeResults Results { get; private set; } = null!;

    private protected RunServices Services { get; private set; } = null!;

    private protected RecordingLogger<NodeWorker> Log { get; private set; } = null!;

    private protected long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    private protected RunId Run => new(Accounts.JobAddress, Accounts.PostedSlot, 1, Accounts.NodeAddress);

    private protected RunFolder Folder => new(Path.Combine(State, "runs", Run.Name));

    [SetUp]
    public void OpenServices()
    {
        State = Directory.CreateTempSubdirectory("hn-runs-").FullName;
        Time = new ManualTimeProvider();
        Chain = new FakeNodeChain(Time);
        Executor = new FakeExecutor(Time) { EndsWith = 0 };
        Executor.OutputRead.SetResult();
        Results = new FakeResults();
        Log = new RecordingLogger<NodeWorker>();
        _metrics = new WorkerMetrics();
        var store = new ContentStore(Path.Combine(State, "content"), Time);
        var spec = store.PutBlob("a spec"u8);
        Chain.Job = Accounts.OpenJob(Now).With(job => job with { SpecDigest = spec.Digest.ToArray() });
        Services = new RunServices
        {
            Identity = new NodeIdentity(Accounts.NodeAddress, Accounts.Operator, "genesis", Accounts.Key(11)),
            Chain = Chain,
            Clock = new ChainClock(Time),
            Executor = Executor,
            Store = store,
            Fetcher = new ContentFetcher(store, [], Time),
            Sinks = [],
            Specs = Results,
            Packager = Results,
            Logs = new LogRings(Time),
            Metrics = _metrics,
            Time = Time,
            Logger = Log,
            MaxContentBytes = 1 << 20,
            UploadBytesPerSecond = UploadBytesPerSecond,
        };
    }

    [TearDown]
    public void CloseServices()
    {
        _metrics.Dispose();
        Directory.Delete(State, recursive: true);
    }

    /// <summary>Reads every spec as the same plan and packs every run as the same result.</summary>
    private protected sealed class FakeResults : ISpecReader, IResultPackager
    {
        public static readonly byte[] Digest = [.. Enumerable.Repeat((byte)9, 32)];

        public JobPlan Plan { get; set; } = new(
            new RunImage.Rootfs(ContentId.OfManifest("image"u8)), ["/bin/true"], new Dictionary<string, string>(StringComparer.Ordinal), [], Limits, Accounts.MaxRunSeconds);

        public int Packed { get; private set; }

        public JobPlan Read(ReadOnlyMemory<byte> spec, byte[]? inputs, JobView job) => Plan;

        public Task<ResultPackage> PackageAsync(JobView job, JobPlan plan, RunId run, ExitedRecord exit, RunFolder folder, CancellationToken cancellationToken)
        {
            Packed++;
            return Task.FromResult(new ResultPackage(Digest, new byte[32], exit.ExitCode, 0, []));
        }
    }
}
