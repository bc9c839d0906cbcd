using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hypernode.TestKit.Time;
using Hypernode.Worker.Execution.Logs;

namespace Hypernode.Worker.Tests.Execution.Logs;

/// <summary>What is kept of a run's output: the first and the last of it, each line bounded, everything else counted.</summary>
[TestFixture]
internal sealed class LogRingTests
{
    private const int Overhead = 64;
    private readonly ManualTimeProvider _time = new();

    [TestCase(LogRing.MaxLineBytes - 1, 0)]
    [TestCase(LogRing.MaxLineBytes, 0)]
    [TestCase(LogRing.MaxLineBytes + 1, 1)]
    public void Cuts_a_line_at_sixteen_kibibytes(int length, int dropped)
    {
        var ring = new LogRing(_time);
        ring.Append(LogStream.Standard, Encoding.ASCII.GetBytes(new string('x', length)));
        Assert.That((ring.Snapshot().Single().Text.Length, ring.DroppedBytes, ring.Dropped), Is.EqualTo((length - dropped, dropped, 0)));
    }

    [Test]
    public void A_line_that_is_no_text_takes_no_more_room_than_one_that_is()
    {
        var ring = new LogRing(_time);
        ring.Append(LogStream.Standard, Enumerable.Repeat(byte.MaxValue, LogRing.MaxLineBytes).ToArray());
        var text = ring.Snapshot().Single().Text;
        Assert.That(Encoding.UTF8.GetByteCount(text), Is.LessThanOrEqualTo(LogRing.MaxLineBytes).And.GreaterThan(LogRing.MaxLineBytes - 3));
        Assert.That(text, Is.EqualTo(new string('\uFFFD', LogRing.MaxLineBytes / 3)));
    }

    [Test]
    public void Keeps_the_first_mebibyte_and_the_last_seven_and_counts_the_rest()
    {
        var ring = new LogRing(_time);
        const int lineBytes = 1024 - Overhead;
        const int head = LogRing.HeadBytes / 1024;
        const int tail = LogRing.TailBytes / 1024;
        var line = Encoding.ASCII.GetBytes(new string('x', lineBytes));
        for (var i = 0; i < head + tail; i++)
        {
            ring.Append(LogStream.Standard, line);
        }

        Assert.That((ring.Snapshot().Count, ring.Dropped, ring.DroppedBytes), Is.EqualTo((head + tail, 0, 0)));
        ring.Append(LogStream.Error, line);
        var kept = ring.Snapshot();
        Assert.Multiple(() =>
        {
            Assert.That((kept.Count, ring.Dropped, ring.DroppedBytes, ring.Count), Is.EqualTo((head + tail, 1, lineBytes, head + tail + 1)));
            Assert.That(kept.Take(head).Select(l => l.Sequence), Is.EqualTo(Enumerable.Range(0, head).Select(i => (long)i)));
            Assert.That(kept.Skip(head).Select(l => l.Sequence), Is.EqualTo(Enumerable.Range(head + 1, tail).Select(i => (long)i)));
            Assert.That(kept[^1].Stream, Is.EqualTo(LogStream.Error));
        });
    }

    [Test]
    public void Counts_characters_of_many_bytes_as_their_bytes()
    {
        var ring = new LogRing(_time);
        var line = Encoding.UTF8.GetBytes(new string('€', 320));
        for (var i = 0; i < 10_000; i++)
        {
            ring.Append(LogStream.Standard, line);
        }

        Assert.That(ring.Snapshot().Sum(l => Encoding.UTF8.GetByteCount(l.Text) + Overhead), Is.LessThanOrEqualTo(LogRing.HeadBytes + LogRing.TailBytes));
    }

    [Test]
    public async Task A_reader_goes_on_by_sequence_and_skips_what_fell_out()
    {
        var ring = new LogRing(_time);
        for (var i = 0; i < 1_000; i++)
        {
            ring.Append(LogStream.Standard, new byte[LogRing.MaxLineBytes]);
        }

        var sequences = await ring.ReadAsync(10, follow: false, CancellationToken.None).Select(l => l.Sequence).ToListAsync();
        Assert.That(sequences, Is.EqualTo(ring.Snapshot().Select(l => l.Sequence).Where(s => s >= 10)));
        Assert.That(sequences[0], Is.EqualTo(10));
        var following = ring.ReadAsync(1_000, follow: true, CancellationToken.None).Select(l => l.Text).ToListAsync();
        ring.Append(LogStream.Standard, "last"u8);
        ring.Close();
        Assert.That(await following, Is.EqualTo((string[])["last"]));
    }

    [Test]
    public void Lines_come_out_alike_however_the_bytes_are_cut() => Law.Holds(200, Prop.ForAll(Outputs().ToArbitrary(), Cuts().ToArbitrary(), (output, cuts) =>
    {
        var ring = new LogRing(_time);
        var splitter = new LineSplitter(ring, LogStream.Standard);
        var at = 0;
        foreach (var cut in cuts.TakeWhile(_ => at < output.Length))
        {
            var end = Math.Min(output.Length, at + cut);
            splitter.Feed(output.AsSpan(at, end - at));
            at = end;
        }

        splitter.Feed(output.AsSpan(at));
        splitter.Finish();
        return ring.Snapshot().Select(l => l.Text).SequenceEqual(SlowLines(output), StringComparer.Ordinal);
    }));

    private static Gen<byte[]> Outputs() => Gen.Elements("a\n"u8.ToArray(), "\r\n"u8.ToArray(), "\n"u8.ToArray(), "some text"u8.ToArray(), "€"u8.ToArray(), Enumerable.Repeat((byte)'z', 9_000).ToArray())
        .ListOf().Select(parts => parts.SelectMany(part => part).ToArray());

    private static Gen<List<int>> Cuts() => Gen.Choose(1, 4_000).ListOf().Select(cuts => cuts.ToList());

    private static IEnumerable<string> SlowLines(byte[] output)
    {
        var lines = Encoding.Latin1.GetString(output).Split('\n');
        return (lines[^1].Length == 0 ? lines[..^1] : lines)
            .Select(line => line[..Math.Min(line.Length, LogRing.MaxLineBytes)])
            .Select(line => line.EndsWith('\r') ? line[..^1] : line)
            .Select(line => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(line)));
    }
}
