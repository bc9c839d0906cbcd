using System.Text;
using Hypernode.Client.Markets;
using Hypernode.Localnet.Demo;
using Hypernode.Localnet.Seeding;
using Hypernode.Solana.Addresses;
using Hypernode.TestKit;

namespace Hypernode.EndToEnd.Tests;

/// <summary>A hostile job is contained and ends as a failed run, while an honest job beside it on the same node is settled.</summary>
public sealed class HostileJobTests
{
    private const string Node = "node-2";
    private const string HonestScript = "seq 20000 -1 1 | sort -n > /out/sorted";
    private const int TimeLimitExitCode = 124;
    private const int OutputRefusedExitCode = 125;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private SeededNetwork _network = null!;
    private CommandLine _cli = null!;
    private DemoFolders _folders = null!;
    private WorkerProcess _worker = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = await SeededNetwork.StartAsync();
        _cli = new CommandLine(_network.EndpointsPath);
        _folders = _network.Folders("hostile");
        await _network.BuildRootfsAsync(_folders);
        var executor = await ExecutorChoice.FindAsync(CancellationToken.None);
        Assert.That(executor, Is.Not.Null, "neither docker nor bubblewrap is there");
        _worker = WorkerProcess.Start(RepositoryFolder.Path, _folders, _network.EndpointsPath, Node, executor!.Value);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _worker.DisposeAsync();
        _cli.Dispose();
        await _network.DisposeAsync();
    }

    [TestCase("a fork bomb", "bomb() { bomb | bomb & }; bomb; sleep 30", TimeLimitExitCode)]
    [TestCase("an endless loop", "while :; do :; done", TimeLimitExitCode)]
    [TestCase("a memory hog", "exec tail /dev/zero", null)]
    [TestCase("a filler of the disk", "dd if=/dev/zero of=/out/fill bs=1M; sleep 30", null)]
    [TestCase("a symlinked output", "sleep 3; ln -s /etc/passwd /out/link", OutputRefusedExitCode)]
    public async Task Settles_an_honest_job_beside(string kind, string script, int? exitCode)
    {
        var hostile = await PostAsync(script);
        await JobAccounts.WaitAsync(_network.Chain, hostile, JobState.Running, Patience, CancellationToken.None);
        var honest = await PostAsync(HonestScript);
        await JobAccounts.WaitAsync(_network.Chain, honest, JobState.Submitted, Patience, CancellationToken.None);
        var result = Path.Combine(_cli.Folder, honest.ToString());
        await _cli.DoAsync(SeedActors.Requester, "job", "result", honest.ToString(), "--content", _folders.Content, "--out", result);
        await _cli.DoAsync(SeedActors.Requester, "job", "accept", honest.ToString());
        var settled = await JobAccounts.ReadAsync(_network.Chain, honest, CancellationToken.None);
        var failed = await JobAccounts.WaitAsync(_network.Chain, hostile, JobState.Submitted, Patience, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That((settled!.State, settled.ExitCode), Is.EqualTo((JobState.Settled, 0)));
            Assert.That(File.ReadAllBytes(Path.Combine(result, "sorted")), Is.EqualTo(Sorted()));
            Assert.That(failed.ExitCode, Is.Not.Zero, kind);
            if (exitCode is { } expected)
            {
                Assert.That(failed.ExitCode, Is.EqualTo(expected), kind);
            }

            Assert.That(_worker.HasExited, Is.False);
        });
        await _cli.DoAsync(SeedActors.Requester, "job", "accept", hostile.ToString());
    }

    private async Task<Address> PostAsync(string script)
    {
        // The options of DoAsync would follow the job's own command.
        var run = await _cli.RunAsync(
            SeedActors.Requester,
            "job", "post", "--yes", "--json", "--market", SeedPlan.Markets[0].Name, "--image", _folders.RootfsTar, "--content", _folders.Content,
            "--prefer", SeededNode.AddressOf(Node).ToString(), "--exclusive-seconds", "60", "--max-seconds", "8",
            "--cpu-millis", "500", "--memory-mib", "48", "--tmp-mib", "4", "--output-mib", "4",
            "--", "/bin/sh", "-c", script);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        return Address.Parse(run.Json.Text("job"));
    }

    private static byte[] Sorted() => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(1, 20_000).Select(n => $"{n}\n")));
}
