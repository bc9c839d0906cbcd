using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Tests.Execution;

[TestFixture]
internal sealed class DockerHostileTests : HostileSuite
{
    // The engine keeps one file of 10 MiB; what it rotated away before it was read is gone.
    private protected override long LeastLines => 1;

    private protected override Task<IExecutor> OpenExecutorAsync(ExecutorHarness harness) => Engines.OpenAsync(harness);
}
