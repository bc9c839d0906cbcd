using Hypernode.Worker.Execution;
using Hypernode.Worker.Execution.Sandbox;

namespace Hypernode.Worker.Tests.Execution;

[TestFixture]
internal sealed class SandboxContractTests : ExecutorContract
{
    private protected override Task<IExecutor> OpenExecutorAsync(ExecutorHarness harness) => Sandboxes.OpenAsync(harness);
}
