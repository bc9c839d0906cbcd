using Hypernode.Solana.Addresses;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Tests.Fixtures;

namespace Hypernode.Solana.Tests.Sending;

internal sealed class FileSendJournalTests
{
    private static readonly RandomValues Values = new();

    private string _path = null!;

    [SetUp]
    public void MakeFolder() => _path = Path.Combine(Directory.CreateTempSubdirectory("hypernode-journal-").FullName, "journal");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Test]
    public async Task Records_survive_and_finished_ones_do_not()
    {
        var (open, done, nonce) = (Record(null), Record(null), Record(new NonceLifetime(Values.Address(), Values.Address(), Values.Hash())));
        using (var journal = FileSendJournal.Open(_path))
        {
            await journal.RecordAsync(open, default);
            await journal.RecordAsync(done, default);
            await journal.RecordAsync(nonce, default);
            await journal.CompleteAsync(done.Signature, SendOutcome.Expired, default);
            await journal.CompleteAsync(done.Signature, SendOutcome.Expired, default);
        }

        using var again = FileSendJournal.Open(_path);
        var pending = await again.ReadPendingAsync(default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pending.Select(p => p with { Bytes = default }), Is.EqualTo(new[] { open, nonce }.Select(p => p with { Bytes = default })));
            Assert.That(pending.Select(p => Convert.ToHexString(p.Bytes.Span)), Is.EqualTo(new[] { open, nonce }.Select(p => Convert.ToHexString(p.Bytes.Span))));
        }
    }

    [Test]
    public async Task Every_cut_of_the_last_line_is_dropped_and_the_rest_stays()
    {
        var (first, second) = (Record(null), Record(null));
        using (var journal = FileSendJournal.Open(_path))
        {
            await journal.RecordAsync(first, default);
            await journal.RecordAsync(second, default);
        }

        var whole = await File.ReadAllBytesAsync(_path);
        var end = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var length = end; length < whole.Length; length += 7)
        {
            await File.WriteAllBytesAsync(_path, whole[..length]);
            using var journal = FileSendJournal.Open(_path);
            Assert.That((await journal.ReadPendingAsync(default)).Select(p => p.Signature), Is.EqualTo(new[] { first.Signature }), $"{length} bytes");
        }
    }

    [Test]
    public async Task Damage_before_the_last_line_is_refused_and_nothing_is_changed()
    {
        using (var journal = FileSendJournal.Open(_path))
        {
            await journal.RecordAsync(Record(null), default);
            await journal.RecordAsync(Record(null), default);
        }

        var bytes = await File.ReadAllBytesAsync(_path);
        bytes[0] = (byte)'x';
        await File.WriteAllBytesAsync(_path, bytes);

        var refusal = Assert.Throws<JournalException>(() => FileSendJournal.Open(_path))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Path, Is.EqualTo(_path));
            Assert.That(await File.ReadAllBytesAsync(_path), Is.EqualTo(bytes));
        }
    }

    [Test]
    public async Task A_journal_with_nothing_open_is_empty()
    {
        var record = Record(null);
        using var journal = FileSendJournal.Open(_path);
        await journal.RecordAsync(record, default);
        await journal.CompleteAsync(record.Signature, SendOutcome.Succeeded, default);

        Assert.That(new FileInfo(_path).Length, Is.Zero);
    }

    [Test]
    public void A_second_holder_is_refused()
    {
        using var journal = FileSendJournal.Open(_path);
        Assert.Throws<JournalException>(() => FileSendJournal.Open(_path));
    }

    [Test]
    public void Only_the_owner_may_read_it()
    {
        using var journal = FileSendJournal.Open(_path);
        Assert.That(File.GetUnixFileMode(_path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    private static SendRecord Record(NonceLifetime? nonce) =>
        new("accept job", new Signature(Values.Bytes(64)), Values.Bytes(200), ulong.MaxValue, 9_007_199_254_740_993, nonce);
}
