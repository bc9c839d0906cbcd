namespace Hypernode.Worker.Execution.Logs;

/// <summary>Cuts a byte stream into lines, in bounded memory however long a line is.</summary>
/// <param name="take">Receives the lines.</param>
public sealed class LineSplitter(LineTaker take)
{
    private readonly byte[] _line = new byte[LogRing.MaxLineBytes];
    private int _length;
    private long _cut;
    private bool _any;

    /// <summary>Cuts for a ring.</summary>
    /// <param name="ring">Receives the lines.</param>
    /// <param name="stream">Where they come from.</param>
    public LineSplitter(LogRing ring, LogStream stream)
        : this((line, cutBytes) => ring.Append(stream, line, cutBytes))
    {
    }

    /// <summary>Takes the next bytes.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            var room = Math.Min(part.Length, _line.Length - _length);
            part[..room].CopyTo(_line.AsSpan(_length));
            _length += room;
            _cut += part.Length - room;
            _any = true;
            if (end < 0)
            {
                return;
            }

            Complete();
            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>Hands out a last line that had no end.</summary>
    public void Finish()
    {
        if (_any)
        {
            Complete();
        }
    }

    /// <summary>Forgets a line that has no end yet.</summary>
    public void Discard()
    {
        _length = 0;
        _cut = 0;
        _any = false;
    }

    private void Complete()
    {
        var text = _line.AsSpan(0, _length);
        take(text.EndsWith("\r"u8) ? text[..^1] : text, _cut);
        Discard();
    }
}
