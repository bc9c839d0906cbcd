using System.Text;

namespace Hypernode.Worker.Execution.Sandbox;

/// <summary>Keeps the end of a byte stream for an error message.</summary>
internal sealed class LastWords
{
    private const int Capacity = 512;

    private readonly Lock _gate = new();
    private byte[] _bytes = [];

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            _bytes = [.. _bytes, .. bytes[^Math.Min(bytes.Length, Capacity)..]];
            _bytes = _bytes[^Math.Min(_bytes.Length, Capacity)..];
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return Encoding.UTF8.GetString(_bytes).Trim();
        }
    }
}
