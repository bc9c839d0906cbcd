using System.Buffers.Binary;
using System.Text;

namespace Hypernode.Worker.Tests.Execution.Engine;

/// <summary>Frames of the engine's log stream.</summary>
internal static class LogFrame
{
    public static byte[] Output(string text) => Of(1, Encoding.UTF8.GetBytes(text));

    public static byte[] Error(string text) => Of(2, Encoding.UTF8.GetBytes(text));

    public static byte[] Of(byte stream, byte[] payload)
    {
        var header = new byte[8];
        header[0] = stream;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), payload.Length);
        return [.. header, .. payload];
    }
}
