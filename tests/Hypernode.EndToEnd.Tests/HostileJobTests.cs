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
    private DemoFolders _folders = null!;
    private WorkerProcess _worker = null!;

    private CommandLine Cli => _network.Cli;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = await SeededNetwork.StartAsync();
        _folders = _network.Folders("hostile");
        await _network.BuildRootfsAsync(_folders);
        var executor = await Executors.RequireAsync();
        _worker = WorkerProcess.Start(RepositoryFolder.Path, _folders, _network.EndpointsPath, Node, executor);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _worker.DisposeAsync();
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
        var result = Path.Combine(Cli.Folder, honest.ToString());
        await Cli.DoAsync(SeedActors.Requester, "job", "result", honest.ToString(), "--content", _folders.Content, "--out", result);
        await Cli.DoAsync(SeedActors.Requester, "job", "accept", honest.ToString());
        var settled = await JobAccounts.ReadAsync(_network.Chain, honest, CancellationToken.None);
        var failed = await JobAccounts.WaitAsync(_network.Chain, hostile, JobState.Submitted, Patience, CancellationToken.None);
        var told = await Cli.RunAsync(
            SeedActors.Requester, "job", "result", hostile.ToString(), "--content", _folders.Content, "--out", Path.Combine(Cli.Folder, hostile.ToString()));
        Assert.Multiple(() =>
        {
            Assert.That(told.Output, Does.Contain("Next: "), "what to do about a run that failed");
            Assert.That((settled!.State, settled.ExitCode), Is.EqualTo((JobState.Settled, 0)));
            Assert.That(File.ReadAllBytes(Path.Combine(result, "sorted")), Is.EqualTo(Sorted()));
            Assert.That(failed.ExitCode, Is.Not.Zero, kind);
            if (exitCode is { } expected)
            {
                Assert.That(failed.ExitCode, Is.EqualTo(expected), kind);
            }

            Assert.That(_worker.HasExited, Is.False);
        });
        await Cli.DoAsync(SeedActors.Requester, "job", "accept", hostile.ToString());
    }

    private async Task<Address> PostAsync(string script)
    {
        var posted = await Cli.DoAsync(
            SeedActors.Requester,
            "job", "post", "--market", SeedPlan.Markets[0].Name, "--image", _folders.RootfsTar, "--content", _folders.Content,
            "--prefer", SeededNode.AddressOf(Node).ToString(), "--exclusive-seconds", "60", "--max-seconds", "8",
            "--cpu-millis", "500", "--memory-mib", "48", "--tmp-mib", "4", "--output-mib", "4",
            "--", "/bin/sh", "-c", script);
        return Address.Parse(posted.Text("job"));
    }

    private static byte[] Sorted() => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(1, 20_000).Select(n => $"{n}\n")));
}
