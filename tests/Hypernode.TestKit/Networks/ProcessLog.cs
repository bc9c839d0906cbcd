using System.Collections.Concurrent;
using System.Diagnostics;

namespace Hypernode.TestKit.Networks;

/// <summary>What a process wrote, for the message of a test that fails because of it.</summary>
public sealed class ProcessLog
{
    private const int LinesKept = 200;

    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Reads both streams of a process started with redirected output until they end.</summary>
    public void Follow(Process process)
    {
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(Environment.NewLine, _lines);

    private void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        while (_lines.Count > LinesKept)
        {
            _lines.TryDequeue(out _);
        }
    }
}
