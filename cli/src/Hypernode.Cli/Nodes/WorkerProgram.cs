using System.Diagnostics;

namespace Hypernode.Cli.Nodes;

/// <summary>The worker's program: <c>$HYPERNODE_WORKER</c>, else <c>hypernode-worker</c> on the PATH.</summary>
internal static class WorkerProgram
{
    private const string Variable = "HYPERNODE_WORKER";
    private const string Name = "hypernode-worker";

    /// <summary>Starts it with standard output and error of this process.</summary>
    public static Process Start(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Find()) { UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new CliException(ExitCode.Environment, $"{start.FileName} did not start");
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return File.Exists(named)
                ? named
                : throw new CliException(ExitCode.Environment, $"{Variable} names {named}, which is not there", "make build, or correct the variable");
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists)
            ?? throw new CliException(ExitCode.Environment, $"{Name} is not on the PATH", $"make build, then add .hypernode/bin to the PATH, or set {Variable}");
    }
}
