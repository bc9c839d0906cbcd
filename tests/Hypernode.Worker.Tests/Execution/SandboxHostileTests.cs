using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Tests.Execution;

[TestFixture]
internal sealed class SandboxHostileTests : HostileSuite
{
    private protected override Task<IExecutor> OpenExecutorAsync(ExecutorHarness harness) => Sandboxes.OpenAsync(harness);
}
