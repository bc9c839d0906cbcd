using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Hypernode.Worker.Tests.Execution.Engine;

/// <summary>
/// A Docker engine that answers what a test wrote down for it, over a unix socket of its own. A call nobody wrote an answer for is a 501,
/// so that a test sees what it forgot.
/// </summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hn-engine-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<EngineReply>> _replies = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<EngineCall> _calls = new();
    private readonly ConcurrentDictionary<Socket, Task> _served = new();
    private readonly Task _accepting;

    /// <summary>Starts an engine of the newest version with every limit.</summary>
    public FakeEngine()
    {
        SocketPath = Path.Combine(_folder, "engine.sock");
        On("GET version", EngineReply.Json(EngineJson.Version("1.51", "1.24")));
        On("GET info", EngineReply.Json(EngineJson.Info()));
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public string SocketPath { get; }

    /// <summary>What was called so far, for instance <c>POST containers/create</c>.</summary>
    public IReadOnlyList<string> Calls => [.. _calls.Select(call => call.Name)];

    /// <summary>Answers a call with these replies in turn; the last one stays.</summary>
    /// <param name="call">Method and path, without version and query.</param>
    /// <param name="replies">At least one.</param>
    public FakeEngine On(string call, params EngineReply[] replies)
    {
        _replies[call] = new ConcurrentQueue<EngineReply>(replies);
        return this;
    }

    /// <summary>The last call of a name.</summary>
    public EngineCall Last(string name) => _calls.Last(call => string.Equals(call.Name, name, StringComparison.Ordinal));

    /// <summary>Hangs up on everybody and answers nobody any more.</summary>
    public async Task GoAwayAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        foreach (var socket in _served.Keys)
        {
            socket.Dispose();
        }

        await Task.WhenAll([_accepting, .. _served.Values]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await GoAwayAsync();
        _closing.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await _listener.AcceptAsync(_closing.Token);
            _served[socket] = ServeAsync(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await Task.Yield();
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            while (await EngineCall.ReadAsync(stream, _closing.Token) is { } call)
            {
                _calls.Enqueue(call);
                if (!await ReplyTo(call).WriteAsync(stream, _closing.Token))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The caller hung up, or the test ended.
        }
        finally
        {
            _served.TryRemove(socket, out _);
        }
    }

    private EngineReply ReplyTo(EngineCall call)
    {
        if (!_replies.TryGetValue(call.Name, out var queue))
        {
            return EngineReply.Failure(501, $"no reply was written for {call.Name}");
        }

        return queue.Count > 1 && queue.TryDequeue(out var next) ? next : queue.TryPeek(out var last) ? last : throw new InvalidOperationException();
    }
}
