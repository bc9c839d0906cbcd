using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Tests.Execution;

[TestFixture]
internal sealed class DockerContractTests : ExecutorContract
{
    private protected override Task<IExecutor> OpenExecutorAsync(ExecutorHarness harness) => Engines.OpenAsync(harness);
}
