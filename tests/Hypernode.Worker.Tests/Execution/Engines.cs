using Hypernode.Worker.Execution;
using Hypernode.Worker.Execution.Engine;

namespace Hypernode.Worker.Tests.Execution;

internal static class Engines
{
    private const string SocketVariable = "HYPERNODE_TEST_DOCKER";

    /// <summary>Engine tests report "not run" with the reason where there is no engine.</summary>
    public static async Task<IExecutor> OpenAsync(ExecutorHarness harness)
    {
        var socket = Environment.GetEnvironmentVariable(SocketVariable) ?? "/var/run/docker.sock";
        var executor = new DockerExecutor(socket, harness.Folder, harness.Content, TimeProvider.System);
        var missing = (await executor.ProbeAsync(CancellationToken.None)).Where(p => !p.IsMet).Select(p => $"{p.Name}: {p.Detail} {p.Remedy}").ToList();
        if (missing.Count > 0)
        {
            executor.Dispose();
            Assert.Ignore("Not run: " + string.Join(" ", missing));
        }

        return executor;
    }
}
