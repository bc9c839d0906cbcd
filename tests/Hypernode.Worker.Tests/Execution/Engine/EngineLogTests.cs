using Hypernode.Worker.Execution.Logs;

namespace Hypernode.Worker.Tests.Execution.Engine;

/// <summary>WRK-4: output by frames or raw, cut anywhere, and taken up again where a connection broke off.</summary>
[TestFixture]
internal sealed class EngineLogTests : EngineFixture
{
    private static readonly string Logs = $"GET containers/{Name}/logs";

    [Test]
    public async Task Frames_are_not_lines_and_may_be_cut_anywhere()
    {
        byte[] stream = [.. LogFrame.Output("on"), .. LogFrame.Error("wro"), .. LogFrame.Output("e\ntwo\r\n"), .. LogFrame.Error("ng\n"), .. LogFrame.Of(3, "engine\n"u8.ToArray()), .. LogFrame.Output("end")];
        Inspections(Running());
        for (var cut = 1; cut < stream.Length; cut++)
        {
            Engine.On(Logs, EngineReply.Stream(stream[..cut], stream[cut..]));
            Assert.That(await FollowAsync(), Is.EqualTo((string[])["one", "two", "!wrong", "!engine", "end"]), $"cut at {cut}");
        }
    }

    [Test]
    public async Task With_a_terminal_there_are_no_frames()
    {
        Inspections(Running(tty: true));
        Engine.On(Logs, EngineReply.Stream("one\r\nt"u8.ToArray(), LogFrame.Output("wo\n")));
        Assert.That(await FollowAsync(), Is.EqualTo((string[])["one", "t\u0001\0\0\0\0\0\0\u0003wo"]));
    }

    [TestCase(LogRing.MaxLineBytes - 1, 0)]
    [TestCase(LogRing.MaxLineBytes, 0)]
    [TestCase(LogRing.MaxLineBytes + 1, 1)]
    [TestCase(200_000, 200_000 - LogRing.MaxLineBytes)]
    public async Task A_line_of_many_frames_is_kept_to_sixteen_kibibytes(int length, int dropped)
    {
        Inspections(Running());
        var line = new string('x', length);
        Engine.On(Logs, EngineReply.Stream([.. line.Chunk(5_000).Select(part => LogFrame.Output(new string(part))), LogFrame.Output("\nnext\n")]));
        var ring = new LogRing(Time);
        await Executor.FollowLogsAsync(Name, ring, CancellationToken.None);
        Assert.That(ring.Snapshot().Select(l => l.Text), Is.EqualTo((string[])[line[..(length - dropped)], "next"]));
        Assert.That(ring.DroppedBytes, Is.EqualTo(dropped));
    }

    [Test]
    public async Task A_frame_larger_than_any_buffer_is_read_in_parts()
    {
        Inspections(Running());
        var lines = string.Join('\n', Enumerable.Range(0, 50_000));
        Engine.On(Logs, EngineReply.Stream(LogFrame.Output(lines)));
        Assert.That(await FollowAsync(), Is.EqualTo(lines.Split('\n')));
    }

    [TestCase(4, 0, TestName = "A_stream_of_an_unknown_kind_is_the_hosts_fault")]
    [TestCase(1, 1, TestName = "A_header_with_something_in_its_gap_is_the_hosts_fault")]
    public void A_broken_header_is_the_hosts_fault(byte stream, byte gap)
    {
        Inspections(Running());
        var frame = LogFrame.Of(stream, "x\n"u8.ToArray());
        frame[2] = gap;
        Engine.On(Logs, EngineReply.Stream(frame));
        AssertHostFault(() => Executor.FollowLogsAsync(Name, new LogRing(Time), CancellationToken.None), "Engine: The log stream has no frame where one is due.");
    }

    [Test]
    public async Task Nothing_is_followed_before_the_start()
    {
        Inspections(Created());
        Assert.That(await FollowAsync(), Is.Empty);
        Assert.That(Engine.Calls, Does.Not.Contain(Logs));
    }

    [Test]
    public async Task A_connection_that_breaks_anywhere_costs_and_repeats_no_line()
    {
        byte[][] frames = [LogFrame.Output("a\n"), LogFrame.Error("a\n"), LogFrame.Output("a\nb\n"), LogFrame.Output("c\n"), LogFrame.Error("d\n")];
        byte[] stream = [.. frames.SelectMany(frame => frame)];
        var ends = frames.Aggregate(new List<int> { 0 }, (sums, frame) => [.. sums, sums[^1] + frame.Length]);
        byte[][] kept = [LogFrame.Output("a\n"), LogFrame.Error("a\n"), LogFrame.Output("a\n"), LogFrame.Output("b\n"), LogFrame.Output("c\n"), LogFrame.Error("d\n"), LogFrame.Output("c\n"), LogFrame.Error("a\n")];
        Inspections(Running());
        for (var cut = 0; cut < stream.Length; cut++)
        {
            // Without a length, hanging up between two frames is the proper end.
            foreach (var broken in ends.Contains(cut) ? (EngineReply[])[EngineReply.Cut(stream[..cut])] : [EngineReply.Cut(stream[..cut]), EngineReply.Raw(stream[..cut])])
            {
                Engine.On(Logs, broken, EngineReply.Stream(kept));
                var lines = await FollowAsync();
                Assert.That(lines.Where(l => l[0] != '!'), Is.EqualTo((string[])["a", "a", "b", "c", "c"]), $"cut at {cut}");
                Assert.That(lines.Where(l => l[0] == '!'), Is.EqualTo((string[])["!a", "!d", "!a"]), $"cut at {cut}");
            }
        }
    }

    [Test]
    public async Task Resumes_by_time_shortly_before_the_break()
    {
        Inspections(Running());
        Engine.On(Logs, EngineReply.Cut(LogFrame.Output("old\n")), EngineReply.Stream(LogFrame.Output("new\n")));
        Time.Advance(TimeSpan.FromMinutes(10));
        await FollowAsync();
        var since = Time.GetUtcNow().ToUnixTimeSeconds() - 10;
        Assert.That(Engine.Last(Logs).Query, Is.EqualTo($"follow=true&stdout=true&stderr=true&since={since}"));
    }

    [Test]
    public async Task Resumes_the_attached_output_of_a_started_container()
    {
        Engine.On($"POST containers/{Name}/attach", EngineReply.Raw([.. LogFrame.Output("one\n"), .. LogFrame.Output("two\n")[..^2]]));
        Engine.On($"POST containers/{Name}/start", EngineReply.Status(204));
        Engine.On(Logs, EngineReply.Stream(LogFrame.Output("one\n"), LogFrame.Output("two\n")));
        Inspections(Created(), Running());
        await Executor.StartAsync(Name, CancellationToken.None);
        Assert.That(await FollowAsync(), Is.EqualTo((string[])["one", "two"]));
    }

    [Test]
    public void Gives_up_on_an_engine_that_breaks_off_again_and_again()
    {
        Inspections(Running());
        Engine.On(Logs, EngineReply.Cut(LogFrame.Output("one\n")));
        AssertHostFault(() => Executor.FollowLogsAsync(Name, new LogRing(Time), CancellationToken.None), "Engine: ");
        Assert.That(Engine.Calls.Count(call => string.Equals(call, Logs, StringComparison.Ordinal)), Is.EqualTo(6));
    }

    /// <summary>The lines of the container, those of its error output marked.</summary>
    private async Task<string[]> FollowAsync()
    {
        var ring = new LogRing(Time);
        await Executor.FollowLogsAsync(Name, ring, CancellationToken.None);
        return [.. ring.Snapshot().Select(line => line.Stream == LogStream.Error ? "!" + line.Text : line.Text)];
    }
}
