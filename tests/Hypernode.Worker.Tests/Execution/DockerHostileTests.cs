using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Tests.Execution;

[TestFixture]
internal sealed class DockerHostileTests : HostileSuite
{
    private protected override Task<IExecutor> OpenExecutorAsync(ExecutorHarness harness) => Engines.OpenAsync(harness);
}
