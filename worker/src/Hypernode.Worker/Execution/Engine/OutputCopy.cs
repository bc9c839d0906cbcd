using System.Text;
using Hypernode.Docker.Logs;
using Hypernode.Worker.Execution.Logs;

namespace Hypernode.Worker.Execution.Engine;

/// <summary>
/// Copies a container's output into the ring. When the engine lets go of a connection, its log is read again from shortly before, and the
/// lines that came already are left out.
/// </summary>
internal sealed class OutputCopy
{
    private const int MaxResumptions = 5;

    /// <summary>How far the log is read again: more than output lies between the engine and us.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    /// <summary>Lines are dated when we read them, after the engine dated them: a margin for what crosses the border.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    private readonly LogRing _logs;
    private readonly TimeProvider _time;
    private readonly LineSplitter _output;
    private readonly LineSplitter _error;

    /// <summary>Lines that the log will repeat, by stream; a stream goes away with the first line that is new.</summary>
    private readonly Dictionary<LogStream, Dictionary<string, int>> _repeated = [];

    private int _resumptions;

    public OutputCopy(LogRing logs, TimeProvider time)
    {
        _logs = logs;
        _time = time;
        _output = new LineSplitter((line, cutBytes) => Append(LogStream.Standard, line, cutBytes));
        _error = new LineSplitter((line, cutBytes) => Append(LogStream.Error, line, cutBytes));
    }

    /// <summary>Copies one connection to its end and closes it.</summary>
    /// <returns>False: the engine let go of it; call <see cref="Resume"/> and go on with another.</returns>
    public async Task<bool> TakeAsync(ContainerOutput source, CancellationToken cancellationToken)
    {
        using (source)
        {
            try
            {
                await foreach (var frame in source.ReadAsync(cancellationToken))
                {
                    (frame.Stream == DockerStream.Output ? _output : _error).Feed(frame.Bytes.Span);
                }
            }
            catch (IOException) when (_resumptions++ < MaxResumptions)
            {
                return false;
            }
        }

        _output.Finish();
        _error.Finish();
        return true;
    }

    /// <summary>Prepares for the log to be read again.</summary>
    /// <returns>From when.</returns>
    public DateTimeOffset Resume()
    {
        // A line that was under way stands whole in the log.
        _output.Discard();
        _error.Discard();
        var since = _time.GetUtcNow() - Overlap;
        foreach (var lines in _logs.Snapshot().Where(line => line.At >= since - Margin).GroupBy(line => line.Stream))
        {
            _repeated[lines.Key] = lines.CountBy(line => line.Text, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        }

        return since;
    }

    private void Append(LogStream stream, ReadOnlySpan<byte> line, long cutBytes)
    {
        if (_repeated.TryGetValue(stream, out var known))
        {
            var text = LogRing.TextOf(line);
            if (known.TryGetValue(text, out var left) && left > 0)
            {
                known[text] = left - 1;
                return;
            }

            _repeated.Remove(stream);
        }

        _logs.Append(stream, line, cutBytes);
    }
}
