using System.Globalization;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Report;

namespace Hypernode.Localnet.Demo;

/// <summary>The demo on a network that is up and seeded: a worker, a paid job, and the account of it.</summary>
internal static class DemoCommand
{
    private const string Node = "node-2";

    /// <summary>Runs the demo.</summary>
    /// <returns>True when everything was exact.</returns>
    public static async Task<bool> RunAsync(string repository, string stateFolder, TextWriter output, CancellationToken cancellationToken)
    {
        var ink = Ink.ForConsole();
        var executor = await ExecutorChoice.FindAsync(cancellationToken)
            ?? throw new MissingPrerequisiteException("neither docker answers nor is bubblewrap installed\n  remedy: start docker, or apt-get install bubblewrap");
        if (executor == ExecutorKind.Sandbox)
        {
            await output.WriteLineAsync("note: docker does not answer; the job runs in the bubblewrap sandbox");
        }

        var run = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        var folders = new DemoFolders(Path.GetFullPath(stateFolder), run);
        var endpoints = Path.Combine(folders.State, "endpoints.json");
        await RootFileSystem.BuildAsync(repository, folders.RootfsTar, cancellationToken);
        using var chain = await LocalChain.OpenAsync(endpoints, Path.Combine(folders.State, "demo-journal.jsonl"), cancellationToken);
        using var control = NetworkControl.Read(Path.Combine(folders.State, "control.json"));
        await using var worker = WorkerProcess.Start(repository, folders, endpoints, Node, executor);
        await output.WriteLineAsync($"worker of {Node} is process {worker.Process.Id}, its log is {worker.LogPath}");

        var story = new DemoStory(chain, control, folders, output.WriteLine);
        var outcome = await story.RunAsync(Node, cancellationToken);
        new DemoReport(output, ink).Write(outcome);
        return outcome.IsExact;
    }
}
