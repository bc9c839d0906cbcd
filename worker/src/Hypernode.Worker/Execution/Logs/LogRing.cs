using System.Text;

namespace Hypernode.Worker.Execution.Logs;

/// <summary>
/// Keeps the first 1 MiB and the last 7 MiB of a run's output lines and counts what fell out between. Safe for one writer per
/// stream and any number of readers.
/// </summary>
/// <param name="time">Clock of the lines.</param>
public sealed class LogRing(TimeProvider time)
{
    /// <summary>Longest line kept; the rest of it is cut.</summary>
    public const int MaxLineBytes = 16 << 10;

    /// <summary>Bytes of first lines kept.</summary>
    public const int HeadBytes = 1 << 20;

    /// <summary>Bytes of last lines kept.</summary>
    public const int TailBytes = 7 << 20;

    private const int OverheadBytes = 64;

    private readonly Lock _gate = new();
    private readonly List<LogLine> _head = [];
    private readonly Queue<LogLine> _tail = new();
    private long _headUsed;
    private long _tailUsed;
    private long _next;
    private bool _closed;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lines that no longer are in the ring.</summary>
    public long Dropped { get; private set; }

    /// <summary>Bytes of output the ring does not hold: lines that fell out and ends that were cut.</summary>
    public long DroppedBytes { get; private set; }

    /// <summary>Lines seen so far.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _next;
            }
        }
    }

    /// <summary>Adds one line, cutting it at <see cref="MaxLineBytes"/>.</summary>
    /// <param name="stream">Where it came from.</param>
    /// <param name="utf8">The line without its end.</param>
    /// <param name="cutBytes">Bytes of it the caller left out already.</param>
    public void Append(LogStream stream, ReadOnlySpan<byte> utf8, long cutBytes = 0)
    {
        var text = TextOf(utf8);
        lock (_gate)
        {
            DroppedBytes += cutBytes + Math.Max(0, utf8.Length - MaxLineBytes);
            var line = new LogLine(_next++, time.GetUtcNow(), stream, text);
            var size = SizeOf(text);
            if (_tail.Count == 0 && _headUsed + size <= HeadBytes)
            {
                _head.Add(line);
                _headUsed += size;
            }
            else
            {
                _tail.Enqueue(line);
                _tailUsed += size;
                while (_tailUsed > TailBytes)
                {
                    var dropped = _tail.Dequeue();
                    var freed = SizeOf(dropped.Text);
                    _tailUsed -= freed;
                    DroppedBytes += freed - OverheadBytes;
                    Dropped++;
                }
            }

            Wake();
        }
    }

    /// <summary>
    /// The text kept of a line. What is no UTF-8 takes three bytes for each of its own, so the text is cut once more, between characters.
    /// </summary>
    internal static string TextOf(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, MaxLineBytes)]);
        if (Encoding.UTF8.GetByteCount(text) <= MaxLineBytes)
        {
            return text;
        }

        Encoding.UTF8.GetEncoder().Convert(text, new byte[MaxLineBytes], flush: false, out var kept, out _, out _);
        return text[..kept];
    }

    /// <summary>Says that no line will follow; readers end.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Wake();
        }
    }

    /// <summary>The lines kept, in order.</summary>
    public IReadOnlyList<LogLine> Snapshot()
    {
        lock (_gate)
        {
            return [.. _head, .. _tail];
        }
    }

    /// <summary>Yields lines from a sequence number on, then new ones as they come, until <see cref="Close"/>.</summary>
    /// <param name="from">First sequence wanted; lines dropped meanwhile are skipped.</param>
    /// <param name="follow">False: end at the last line there is now.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<LogLine> ReadAsync(long from, bool follow, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            List<LogLine> batch;
            Task changed;
            bool end;
            lock (_gate)
            {
                var start = from;
                batch = [.. _head.Where(l => l.Sequence >= start), .. _tail.Where(l => l.Sequence >= start)];
                changed = _changed.Task;
                end = _closed || !follow;
            }

            foreach (var line in batch)
            {
                yield return line;
                from = line.Sequence + 1;
            }

            if (end)
            {
                yield break;
            }

            if (batch.Count == 0)
            {
                await changed.WaitAsync(cancellationToken);
            }
        }
    }

    private static int SizeOf(string text) => Encoding.UTF8.GetByteCount(text) + OverheadBytes;

    private void Wake()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
