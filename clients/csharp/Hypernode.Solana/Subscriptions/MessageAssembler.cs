using System.Net.WebSockets;

namespace Hypernode.Solana.Subscriptions;

/// <summary>Puts the frames of a WebSocket message together by the count of bytes received.</summary>
internal sealed class MessageAssembler(WebSocket socket, int maxBytes)
{
    private byte[] _buffer = new byte[16 * 1024];

    /// <summary>The next text message; null when the other side closed. Valid until the next call.</summary>
    /// <exception cref="InvalidDataException">A message longer than allowed, or not text.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                if (length >= maxBytes)
                {
                    throw new InvalidDataException($"A message is longer than {maxBytes} bytes.");
                }

                Array.Resize(ref _buffer, (int)Math.Min(2L * length, maxBytes));
            }

            var received = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            if (received.MessageType != WebSocketMessageType.Text)
            {
                throw new InvalidDataException("A message is not text.");
            }

            length += received.Count;
            if (received.EndOfMessage)
            {
                return _buffer.AsMemory(0, length);
            }
        }
    }
}
