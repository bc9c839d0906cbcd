using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Hypernode.Docker.Logs;

/// <summary>Reads the engine's log stream: raw with a terminal, else frames of an 8-byte header and a payload.</summary>
internal static class LogFrames
{
    private const int HeaderSize = 8;
    private const int BufferSize = 1 << 16;

    public static async IAsyncEnumerable<LogFrame> ReadAsync(Stream stream, bool isTty, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        if (isTty)
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                yield return new LogFrame(DockerStream.Output, buffer.AsMemory(0, read));
            }

            yield break;
        }

        var header = new byte[HeaderSize];
        while (true)
        {
            var got = await stream.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (got == 0)
            {
                yield break;
            }

            if (got < HeaderSize)
            {
                throw new EndOfStreamException("The log stream ends inside the header of a frame.");
            }

            if (header[0] > (byte)DockerStream.Engine || header[1] != 0 || header[2] != 0 || header[3] != 0)
            {
                throw new DockerProtocolException("The log stream has no frame where one is due.");
            }

            // A frame may be larger than any buffer we want to hold: it is handed out in parts.
            var left = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
            while (left > 0)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, BufferSize)), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    throw new EndOfStreamException($"The log stream ends {left} bytes inside a frame.");
                }

                left -= (uint)read;
                yield return new LogFrame((DockerStream)header[0], buffer.AsMemory(0, read));
            }
        }
    }
}
