using Hypernode.Content.Stores;
using Hypernode.Worker.Execution.Engine;
using Hypernode.Worker.Execution.Sandbox;

namespace Hypernode.Worker.Execution;

/// <summary>Picks the executor a worker runs jobs with.</summary>
public static class ExecutorChoice
{
    /// <summary>Opens the executor the options name; <c>auto</c> prefers the engine, then the sandbox where allowed.</summary>
    /// <returns>The executor, and what was missing for the ones passed over.</returns>
    /// <exception cref="ExecutionException">None can run here; the message lists each remedy.</exception>
    public static async Task<(IExecutor Executor, IReadOnlyList<Prerequisite> PassedOver)> OpenAsync(WorkerOptions options, ContentStore content, TimeProvider time, CancellationToken cancellationToken)
    {
        var passedOver = new List<Prerequisite>();
        foreach (var candidate in Candidates(options, content, time))
        {
            var missing = (await candidate.ProbeAsync(cancellationToken)).Where(p => !p.IsMet).ToList();
            if (missing.Count == 0)
            {
                return (candidate, passedOver);
            }

            passedOver.AddRange(missing);
        }

        var remedies = string.Join(" ", passedOver.Select(p => $"{p.Name}: {p.Detail}. {p.Remedy}"));
        throw new ExecutionException(ExecutionFault.Host, $"No executor can run jobs here. {remedies}");
    }

    private static IEnumerable<IExecutor> Candidates(WorkerOptions options, ContentStore content, TimeProvider time)
    {
        if (!string.Equals(options.Executor, "sandbox", StringComparison.Ordinal))
        {
            yield return new DockerExecutor(options.DockerSocket, Path.GetFullPath(options.StateFolder), content, time);
        }

        if (!string.Equals(options.Executor, "docker", StringComparison.Ordinal) && options.AllowSandbox)
        {
            yield return new SandboxExecutor(new SandboxOptions { StateFolder = Path.Combine(options.StateFolder, "sandbox") }, content, time);
        }
    }
}
