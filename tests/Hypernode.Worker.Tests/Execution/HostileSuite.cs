using Hypernode.Content;
using Hypernode.Content.Bundles;
using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Tests.Execution;

/// <summary>Each hostile program is contained, and an honest job beside it succeeds.</summary>
internal abstract class HostileSuite
{
    private const string HonestScript = "seq 20000 -1 1 | sort -n | sha256sum > /out/sorted; echo honest";

    private ExecutorHarness _harness = null!;

    private protected abstract Task<IExecutor> OpenExecutorAsync(ExecutorHarness harness);

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        _harness = new ExecutorHarness();
        _harness.Executor = await OpenExecutorAsync(_harness);
        await _harness.PrepareAsync();
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (_harness.Executor is { } executor)
        {
            foreach (var found in await executor.ListAsync(CancellationToken.None))
            {
                await executor.RemoveAsync(found.Name, CancellationToken.None);
            }
        }

        _harness.Dispose();
    }

    [Test]
    public async Task Contains_a_fork_bomb()
    {
        var run = await BesideAnHonestJobAsync("bomb() { bomb | bomb & }; bomb; sleep 30; echo over", TimeSpan.FromSeconds(3));
        Assert.That(run.All, Does.Contain("can't fork").Or.Contain("Resource temporarily unavailable").Or.Contain("Cannot fork"));
    }

    [Test]
    public async Task Contains_a_memory_hog()
    {
        var run = await BesideAnHonestJobAsync("exec tail /dev/zero", TimeSpan.FromSeconds(60));
        Assert.That(run.Exit.ExitCode, Is.Not.Zero);
        Assert.That(run.Exit.Cause, Is.EqualTo(ExitCause.OutOfMemory));
    }

    [Test]
    public async Task Contains_a_filler_of_the_output_folder()
    {
        var run = await BesideAnHonestJobAsync("dd if=/dev/zero of=/out/fill bs=1M; sleep 60", TimeSpan.FromSeconds(40));
        Assert.That(run.Exit.Cause, Is.EqualTo(ExitCause.OutputLimit));
    }

    [Test]
    public async Task Contains_a_filler_of_the_output_folder_with_empty_files()
    {
        var run = await BesideAnHonestJobAsync("i=0; while :; do : > /out/$i; i=$((i+1)); done", TimeSpan.FromSeconds(60));
        Assert.That(run.Exit.Cause, Is.EqualTo(ExitCause.OutputLimit));
    }

    [Test]
    public async Task Contains_a_filler_of_the_temporary_folder()
    {
        var run = await BesideAnHonestJobAsync("dd if=/dev/zero of=/tmp/fill bs=1M; dd if=/dev/zero of=/dev/shm/fill bs=1M count=200; echo over", TimeSpan.FromSeconds(40));
        Assert.That(run.All, Does.Contain("No space left").Or.Contain("Killed").Or.Contain("Out of memory"), run.Exit.ToString());
    }

    [Test]
    public async Task Contains_an_endless_loop()
    {
        var run = await BesideAnHonestJobAsync("while :; do :; done", TimeSpan.FromSeconds(3));
        Assert.That((run.Exit.Cause, run.Exit.ExitCode), Is.EqualTo((ExitCause.TimeLimit, 124)));
    }

    [Test]
    public async Task Gives_no_raw_socket_and_no_network()
    {
        var run = await BesideAnHonestJobAsync(
            "arping -w 1 -c 1 -I lo 127.0.0.1 && echo RAW-SOCKET; ping -c 1 -W 1 1.1.1.1 && echo REACHED; nslookup example.org && echo RESOLVED; nc -w 1 169.254.169.254 80 </dev/null && echo METADATA; echo over",
            TimeSpan.FromSeconds(40));
        Assert.That(run.Output.Split('\n')[^1], Is.EqualTo("over"));
        Assert.That(run.Output, Does.Not.Contain("RAW-SOCKET").And.Not.Contain("REACHED").And.Not.Contain("RESOLVED").And.Not.Contain("METADATA"));
        Assert.That(run.Errors, Does.Match("arping: .*(not permitted|denied)"));
    }

    [Test]
    public async Task Hides_the_files_of_the_host()
    {
        var secret = Path.Combine(_harness.Folder, "secret");
        await File.WriteAllTextAsync(secret, "secret-of-the-host");
        var run = await BesideAnHonestJobAsync(
            $"cat {secret} /proc/1/root{secret} /etc/shadow /proc/*/root/etc/shadow; ls /proc/1/root/root; ls /var/run/docker.sock /run/docker.sock; mount -t proc p /tmp; mknod /tmp/disk b 254 0 && cat /tmp/disk; unshare -Ur id; echo over",
            TimeSpan.FromSeconds(40));
        Assert.That(run.Output, Does.EndWith("over"));
        Assert.That(run.Output, Does.Not.Contain("secret-of-the-host").And.Not.Contain("root:").And.Not.Contain("docker.sock").And.Not.Contain("uid=0"));
    }

    [Test]
    public async Task Grants_no_rights_by_a_set_id_program()
    {
        var run = await BesideAnHonestJobAsync("/bin/busybox-setid id -u; cp /bin/busybox /out/busybox-mine; chmod 6755 /out/busybox-mine; /out/busybox-mine id -u", TimeSpan.FromSeconds(20));
        Assert.That(run.Output, Is.EqualTo("65534\n65534"), run.All);
    }

    [Test]
    public async Task Refuses_a_symlinked_output()
    {
        var run = await BesideAnHonestJobAsync("ln -s /etc/passwd /out/link", TimeSpan.FromSeconds(20));
        Assert.That(run.Exit.ExitCode, Is.Zero);
        Assert.That(
            () => BundleWriter.Scan(run.Request.OutputFolder, new BundleLimits(1 << 20)),
            Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(ContentError.EntryKindRefused));
    }

    [Test]
    public async Task Survives_ten_million_log_lines()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var run = await BesideAnHonestJobAsync("yes | head -n 10000000; echo over", TimeSpan.FromMinutes(10));
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit.ExitCode, Is.Zero, run.Exit.ToString());
            Assert.That(run.Logs.Count, Is.EqualTo(10_000_001), run.Errors);
            Assert.That(run.Logs.Snapshot()[^1].Text, Is.EqualTo("over"));
            Assert.That(run.Logs.Dropped, Is.EqualTo(run.Logs.Count - run.Logs.Snapshot().Count));
            Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(128L << 20));
        });
    }

    private async Task<FinishedRun> BesideAnHonestJobAsync(string hostile, TimeSpan time)
    {
        var bad = _harness.RunShellAsync(hostile, time);
        var honest = await _harness.RunShellAsync(HonestScript);
        var run = await bad;
        Assert.That((honest.Exit.ExitCode, honest.Exit.Cause), Is.EqualTo((0, ExitCause.Exited)), honest.All);
        Assert.That(honest.Output, Is.EqualTo("honest"));
        return run;
    }
}
