using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hypernode.Solana.Rpc;

namespace Hypernode.Solana.Tests.Fixtures;

/// <summary>A WebSocket server on loopback that writes exactly the frames a test asks for.</summary>
internal sealed class ScriptedSocketServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ScriptedSocketServer()
    {
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Endpoint = new RpcEndpoint("socket", new Uri($"http://127.0.0.1:{port}"), new Uri($"ws://127.0.0.1:{port}"));
    }

    public RpcEndpoint Endpoint { get; }

    /// <summary>The next connection, its handshake done.</summary>
    public async Task<Connection> AcceptAsync()
    {
        var client = await _listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var head = new StringBuilder();
        for (var one = new byte[1]; !head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal);)
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        const string KeyHeader = "Sec-WebSocket-Key: ";
        var key = head.ToString().Split("\r\n").Single(l => l.StartsWith(KeyHeader, StringComparison.OrdinalIgnoreCase))[KeyHeader.Length..].Trim();
        // RFC 6455, 4.2.2, prescribes SHA-1 with this constant.
#pragma warning disable CA5350
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
        return new Connection(client, stream);
    }

    public void Dispose() => _listener.Dispose();

    internal sealed class Connection(TcpClient client, NetworkStream stream) : IDisposable
    {
        /// <summary>The next request; pings are answered on the way.</summary>
        public async Task<JsonElement> ReadRequestAsync()
        {
            while (true)
            {
                var (opcode, payload) = await ReadFrameAsync();
                if (opcode == 1)
                {
                    return JsonDocument.Parse(payload).RootElement;
                }

                if (opcode == 9)
                {
                    await WriteFrameAsync(10, payload, final: true);
                }
            }
        }

        /// <summary>Answers a subscribe with the server's number for it.</summary>
        public async Task<JsonElement> TakeSubscribeAsync(int number)
        {
            var request = await ReadRequestAsync();
            await SendAsync($$"""{"jsonrpc":"2.0","id":{{request.GetProperty("id")}},"result":{{number}}}""");
            return request;
        }

        public Task NotifySlotAsync(int number, ulong slot, ulong parent) => SendAsync(Slot(number, slot, parent));

        public static string Slot(int number, ulong slot, ulong parent) =>
            $$$"""{"jsonrpc":"2.0","method":"slotNotification","params":{"subscription":{{{number}}},"result":{"slot":{{{slot}}},"parent":{{{parent}}},"root":0} } }""";

        public Task SendAsync(string text) => WriteFrameAsync(1, Encoding.UTF8.GetBytes(text), final: true);

        /// <summary>Sends a message as frames of the given lengths.</summary>
        public async Task SendInFramesAsync(byte[] message, params int[] lengths)
        {
            var at = 0;
            for (var i = 0; i < lengths.Length; i++)
            {
                await WriteFrameAsync(i == 0 ? 1 : 0, message.AsMemory(at, lengths[i]), final: i == lengths.Length - 1);
                at += lengths[i];
            }
        }

        public Task SendBinaryAsync() => WriteFrameAsync(2, new byte[] { 1 }, final: true);

        public void Dispose()
        {
            stream.Dispose();
            client.Dispose();
        }

        private async Task WriteFrameAsync(int opcode, ReadOnlyMemory<byte> payload, bool final)
        {
            var first = (byte)((final ? 0x80 : 0) | opcode);
            byte[] head = payload.Length switch
            {
                < 126 => [first, (byte)payload.Length],
                <= ushort.MaxValue => [first, 126, (byte)(payload.Length >> 8), (byte)payload.Length],
                _ => [first, 127, 0, 0, 0, 0, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length],
            };
            await stream.WriteAsync((byte[])[.. head, .. payload.Span]);
        }

        private async Task<(int Opcode, byte[] Payload)> ReadFrameAsync()
        {
            var head = new byte[2];
            await stream.ReadExactlyAsync(head);
            long length = head[1] & 0x7f;
            if (length >= 126)
            {
                var extended = new byte[length == 126 ? 2 : 8];
                await stream.ReadExactlyAsync(extended);
                length = extended.Aggregate(0L, (value, next) => (value << 8) | next);
            }

            var mask = new byte[4];
            await stream.ReadExactlyAsync(mask);
            var payload = new byte[length];
            await stream.ReadExactlyAsync(payload);
            for (var i = 0; i < payload.Length; i++)
            {
                payload[i] ^= mask[i % 4];
            }

            return (head[0] & 0x0f, payload);
        }
    }
}
