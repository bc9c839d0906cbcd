using Hypernode.Worker.Execution;
using Hypernode.Worker.Execution.Sandbox;

namespace Hypernode.Worker.Tests.Execution;

internal static class Sandboxes
{
    /// <summary>The sandbox must run wherever the tests do: what it lacks fails them with the remedy.</summary>
    public static async Task<IExecutor> OpenAsync(ExecutorHarness harness)
    {
        var executor = new SandboxExecutor(new SandboxOptions { StateFolder = Path.Combine(harness.Folder, "state") }, harness.Content, TimeProvider.System);
        var missing = (await executor.ProbeAsync(CancellationToken.None)).Where(p => !p.IsMet).Select(p => $"{p.Name}: {p.Detail}. {p.Remedy}").ToList();
        if (missing.Count > 0)
        {
            Assert.Fail("The sandbox cannot run here: " + string.Join(" ", missing));
        }

        return executor;
    }
}
