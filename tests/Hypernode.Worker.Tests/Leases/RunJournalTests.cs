using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Hypernode.Worker.Leases;

namespace Hypernode.Worker.Tests.Leases;

[TestFixture]
internal sealed class RunJournalTests
{
    private string _folder = "";

    private string JournalPath => Path.Combine(_folder, "run", RunJournal.FileName);

    [SetUp]
    public void Open() => _folder = Directory.CreateTempSubdirectory("hn-journal-").FullName;

    [TearDown]
    public void Close() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Keeps_phases_and_their_data_across_opening()
    {
        Write(RunPhase.Selected, RunPhase.Accepting, RunPhase.Leased);
        using var journal = OpenJournal();
        Assert.Multiple(() =>
        {
            Assert.That(journal.Phase, Is.EqualTo(RunPhase.Leased));
            Assert.That(journal.Entries.Select(e => e.Sequence), Is.EqualTo((long[])[0, 1, 2]));
            Assert.That(journal.Data<EndRecord>(RunPhase.Selected), Is.EqualTo(new EndRecord("Selected")));
        });
    }

    [Test]
    public void Cuts_a_torn_last_line_at_every_byte()
    {
        Write(RunPhase.Selected, RunPhase.Accepting);
        var whole = File.ReadAllBytes(JournalPath);
        var firstLine = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var length = firstLine; length < whole.Length; length++)
        {
            File.WriteAllBytes(JournalPath, whole[..length]);
            using (var journal = OpenJournal())
            {
                Assert.That(journal.Phase, Is.EqualTo(RunPhase.Selected), $"cut at byte {length}");
                journal.Append(RunPhase.Leased);
            }

            using var again = OpenJournal();
            Assert.That(again.Entries.Select(e => e.Phase), Is.EqualTo((RunPhase[])[RunPhase.Selected, RunPhase.Leased]));
        }
    }

    [Test]
    public void Refuses_every_flipped_byte_of_a_whole_line()
    {
        Write(RunPhase.Selected, RunPhase.Accepting);
        var whole = File.ReadAllBytes(JournalPath);
        var firstLine = Array.IndexOf(whole, (byte)'\n');
        for (var at = 0; at < firstLine; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x20;
            File.WriteAllBytes(JournalPath, damaged);
            Assert.That(() => OpenJournal().Dispose(), Throws.InstanceOf<JournalDamagedException>().With.Property(nameof(JournalDamagedException.Line)).EqualTo(1), $"byte {at}");
        }
    }

    [Test]
    public void Refuses_a_missing_line()
    {
        Write(RunPhase.Selected, RunPhase.Accepting, RunPhase.Leased);
        var lines = File.ReadAllLines(JournalPath);
        File.WriteAllText(JournalPath, lines[0] + "\n" + lines[2] + "\n");
        Assert.That(() => OpenJournal().Dispose(), Throws.InstanceOf<JournalDamagedException>().With.Property(nameof(JournalDamagedException.Line)).EqualTo(2));
    }

    [Test]
    public void A_crash_at_any_byte_leaves_the_steps_before_it()
    {
        Write(RunPhase.Selected, RunPhase.Accepting, RunPhase.Leased, RunPhase.Prepared);
        var whole = File.ReadAllBytes(JournalPath);
        Law.Holds(50, Prop.ForAll(Gen.Choose(0, whole.Length).ToArbitrary(), length =>
        {
            File.WriteAllBytes(JournalPath, whole[..length]);
            using var journal = OpenJournal();
            return journal.Entries.Count == whole[..length].Count(b => b == '\n') && new FileInfo(JournalPath).Length == Array.LastIndexOf(whole, (byte)'\n', Math.Max(0, length - 1)) + 1;
        }));
    }

    [TestCase("", TestName = "Refuses_an_empty_line")]
    [TestCase("{}", TestName = "Refuses_a_line_of_another_kind")]
    [TestCase("\0\0\0\0\0\0\0\0", TestName = "Refuses_a_line_of_zeros")]
    public void Refuses_what_no_crash_leaves_behind(string line)
    {
        Write(RunPhase.Selected, RunPhase.Accepting);
        var lines = File.ReadAllLines(JournalPath);
        File.WriteAllText(JournalPath, $"{lines[0]}\n{line}\n{lines[1]}\n");
        Assert.That(() => OpenJournal().Dispose(), Throws.InstanceOf<JournalDamagedException>().With.Property(nameof(JournalDamagedException.Line)).EqualTo(2));
        Assert.That(File.ReadAllLines(JournalPath), Has.Length.EqualTo(3), "a damaged journal stays as it is");
    }

    [Test]
    public void Refuses_a_line_twice()
    {
        Write(RunPhase.Selected);
        File.AppendAllText(JournalPath, File.ReadAllText(JournalPath));
        Assert.That(() => OpenJournal().Dispose(), Throws.InstanceOf<JournalDamagedException>().With.Message.Contains("its sequence is 0, not 1"));
    }

    [Test]
    public void Refuses_a_second_worker_until_the_first_is_gone()
    {
        using (WorkerLock.Take(_folder))
        {
            Assert.That(() => WorkerLock.Take(_folder).Dispose(), Throws.InstanceOf<WorkerRunningException>());
        }

        Assert.That(() => WorkerLock.Take(_folder).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Says_that_a_state_folder_cannot_be_made()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Assert.That(() => WorkerLock.Take(Path.Combine(file, "state")).Dispose(), Throws.InstanceOf<StateFolderException>().With.Message.Contains("Set StateFolder"));
    }

    [Test]
    public void Refuses_a_worker_in_another_process_both_ways()
    {
        var path = Path.Combine(_folder, "worker.lock");
        using (WorkerLock.Take(_folder))
        {
            Assert.That(OtherProcess(path, "true").Wait(), Is.EqualTo(1));
        }

        // It holds the lock for as long as its input is open.
        var (other, wait) = OtherProcess(path, "echo held; cat");
        Assert.That(other.StandardOutput.ReadLine(), Is.EqualTo("held"));
        Assert.That(() => WorkerLock.Take(_folder).Dispose(), Throws.InstanceOf<WorkerRunningException>().With.Message.Contains(_folder));
        other.StandardInput.Close();
        Assert.That(wait(), Is.Zero);
        Assert.That(() => WorkerLock.Take(_folder).Dispose(), Throws.Nothing);
    }

    private static (Process Process, Func<int> Wait) OtherProcess(string path, string script)
    {
        var start = new ProcessStartInfo("flock") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["--nonblock", path, "/bin/sh", "-c", script])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        return (process, Wait);

        int Wait()
        {
            using (process)
            {
                process.WaitForExit();
                return process.ExitCode;
            }
        }
    }

    private RunJournal OpenJournal() => RunJournal.Open(Path.Combine(_folder, "run"), TimeProvider.System);

    private void Write(params RunPhase[] phases)
    {
        using var journal = OpenJournal();
        foreach (var phase in phases)
        {
            journal.Append(phase, new EndRecord(phase.ToString()));
        }
    }
}
