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
    public void Refuses_a_second_worker_until_the_first_is_gone()
    {
        using (WorkerLock.Take(_folder))
        {
            Assert.That(() => WorkerLock.Take(_folder).Dispose(), Throws.InstanceOf<WorkerRunningException>());
        }

        Assert.That(() => WorkerLock.Take(_folder).Dispose(), Throws.Nothing);
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
