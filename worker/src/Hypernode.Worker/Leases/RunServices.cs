using Hypernode.Content.Stores;
using Hypernode.Content.Transfer;
using Hypernode.Worker.Chain;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Execution.Logs;
using Hypernode.Worker.Reporting;
using Hypernode.Worker.Specs;
using Microsoft.Extensions.Logging;

namespace Hypernode.Worker.Leases;

/// <summary>What every run of this worker works with.</summary>
public sealed class RunServices
{
    public required NodeIdentity Identity { get; init; }

    public required INodeChain Chain { get; init; }

    public required ChainClock Clock { get; init; }

    public required IExecutor Executor { get; init; }

    public required ContentStore Store { get; init; }

    public required ContentFetcher Fetcher { get; init; }

    public required IReadOnlyList<IContentSink> Sinks { get; init; }

    public required ISpecReader Specs { get; init; }

    public required IResultPackager Packager { get; init; }

    public required LogRings Logs { get; init; }

    public required WorkerMetrics Metrics { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>Largest input and image taken, in bytes.</summary>
    public required long MaxContentBytes { get; init; }

    /// <summary>Bytes a second results are expected to be delivered with.</summary>
    public required long UploadBytesPerSecond { get; init; }
}
