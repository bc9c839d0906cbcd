using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Transport;
using Microsoft.Extensions.Logging;

namespace Hypernode.Solana.Subscriptions;

/// <summary>One connection and the subscriptions on it: connects again when it is lost and subscribes everything anew.</summary>
internal sealed class SubscriptionSocket : IAsyncDisposable
{
    /// <summary>Notifications held for subscriptions whose subscribe is not answered yet.</summary>
    private const int MaxHeld = 1_000;

    private readonly IReadOnlyList<RpcEndpoint> _endpoints;
    private readonly SubscriptionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Lock _gate = new();
    private readonly List<Subscriber> _subscribers = [];
    private readonly Dictionary<long, Subscriber> _unanswered = [];
    private readonly Dictionary<ulong, Subscriber> _active = [];
    private readonly List<(ulong Id, JsonElement Result)> _held = [];
    private readonly Task _loop;
    private ClientWebSocket? _connection;
    private long _lastId;

    public SubscriptionSocket(IReadOnlyList<RpcEndpoint> endpoints, SubscriptionOptions options, TimeProvider time, ILogger logger)
    {
        _endpoints = endpoints;
        _options = options;
        _time = time;
        _logger = logger;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Takes the subscriber when there is room.</summary>
    public bool TryReserve(Subscriber subscriber)
    {
        lock (_gate)
        {
            if (_subscribers.Count >= _options.SubscriptionsPerSocket)
            {
                return false;
            }

            _subscribers.Add(subscriber);
            return true;
        }
    }

    /// <summary>Subscribes a reserved subscriber and waits until the node has taken it.</summary>
    /// <exception cref="SubscriptionException">Refused, or unanswered for too long.</exception>
    public async Task StartAsync(Subscriber subscriber, CancellationToken cancellationToken)
    {
        ClientWebSocket? connection;
        lock (_gate)
        {
            connection = _connection;
        }

        using var limit = new CancellationTokenSource(_options.SubscribeTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            if (connection is not null)
            {
                await TrySubscribeAsync(connection, subscriber, both.Token).ConfigureAwait(false);
            }

            await subscriber.Taken.Task.WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SubscriptionException(
                subscriber.Kind, null, $"the node did not answer within {_options.SubscribeTimeout.TotalSeconds} s. Check its address for subscriptions.");
        }
    }

    /// <summary>Forgets the subscriber and tells the node.</summary>
    public async Task RemoveAsync(Subscriber subscriber)
    {
        ClientWebSocket? connection;
        ulong? id;
        lock (_gate)
        {
            _subscribers.Remove(subscriber);
            connection = _connection;
            id = subscriber.ServerId;
            if (id is { } active)
            {
                _active.Remove(active);
            }
        }

        if (connection is not null && id is { } number)
        {
            try
            {
                await SendAsync(connection, subscriber.Kind + "Unsubscribe", w => w.WriteNumberValue(number), NextId(), _stop.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                // The connection is gone, and the subscription with it.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        lock (_gate)
        {
            _subscribers.ForEach(s => s.Fail(new ObjectDisposedException(nameof(SolanaSubscriptions))));
        }

        _stop.Dispose();
        _sending.Dispose();
    }

    private async Task RunAsync()
    {
        var failures = 0;
        for (var connections = 0; !_stop.IsCancellationRequested; connections++)
        {
            var endpoint = _endpoints[connections % _endpoints.Count];
            string reason;
            try
            {
                await ServeAsync(endpoint, () => failures = 0).ConfigureAwait(false);
                reason = "closed by the node";
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is WebSocketException or IOException or InvalidDataException or JsonException or RpcProtocolException
                or FormatException or OperationCanceledException or HttpRequestException)
            {
                reason = e.GetType().Name;
            }

            var pause = ReconnectPause(failures++);
            SubscriptionLog.Lost(_logger, endpoint.Alias, reason, pause.TotalMilliseconds);
            try
            {
                await Task.Delay(pause, _time, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private TimeSpan ReconnectPause(int failures)
    {
        var bound = _options.ShortestReconnectPause * Math.Pow(2, Math.Min(failures, 16));
        return RetryPolicy.Cap(bound, _options.LongestReconnectPause) * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    private async Task ServeAsync(RpcEndpoint endpoint, Action connected)
    {
        using var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = _options.PingPeriod;
        socket.Options.KeepAliveTimeout = _options.DeadAfter;
        await socket.ConnectAsync(endpoint.WebSocket!, _stop.Token).ConfigureAwait(false);
        SubscriptionLog.Connected(_logger, endpoint.Alias);
        Subscriber[] waiting;
        lock (_gate)
        {
            _connection = socket;
            waiting = [.. _subscribers];
        }

        var receiving = ReceiveAsync(socket);
        try
        {
            foreach (var subscriber in waiting)
            {
                await SubscribeAsync(socket, subscriber, _stop.Token).ConfigureAwait(false);
            }

            connected();
            await receiving.ConfigureAwait(false);
        }
        finally
        {
            socket.Abort();
            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (_gate)
            {
                _connection = null;
                _unanswered.Clear();
                _active.Clear();
                _held.Clear();
                _subscribers.ForEach(s => s.ServerId = null);
            }
        }
    }

    private async Task SubscribeAsync(ClientWebSocket socket, Subscriber subscriber, CancellationToken cancellationToken)
    {
        var id = NextId();
        lock (_gate)
        {
            // A lost connection answers nothing: its successor subscribes everything anew.
            if (_connection != socket || subscriber.ServerId is not null || _unanswered.ContainsValue(subscriber))
            {
                return;
            }

            _unanswered.Add(id, subscriber);
        }

        await SendAsync(socket, subscriber.Kind + "Subscribe", subscriber.WriteParameters, id, cancellationToken).ConfigureAwait(false);
    }

    private async Task TrySubscribeAsync(ClientWebSocket socket, Subscriber subscriber, CancellationToken cancellationToken)
    {
        try
        {
            await SubscribeAsync(socket, subscriber, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection was just lost: its successor subscribes.
        }
    }

    private async Task ReceiveAsync(ClientWebSocket socket)
    {
        var assembler = new MessageAssembler(socket, _options.MaxMessageBytes);
        while (await assembler.ReceiveAsync(_stop.Token).ConfigureAwait(false) is { } message)
        {
            using var document = JsonDocument.Parse(message);
            var root = document.RootElement;
            if (root.Optional("id") is { } id)
            {
                TakeReply(id.Int64(), root);
            }
            else if (root.Optional("params") is { } parameters)
            {
                await TakeNotificationAsync(socket, parameters).ConfigureAwait(false);
            }
        }
    }

    private void TakeReply(long id, JsonElement reply)
    {
        lock (_gate)
        {
            // Replies to unsubscribes are not waited for.
            if (!_unanswered.Remove(id, out var subscriber))
            {
                return;
            }

            if (reply.Optional("error") is { } error)
            {
                var refusal = new SubscriptionException(
                    subscriber.Kind, (int?)error.Optional("code")?.Int64(), error.Optional("message")?.Text() ?? "refused by the node.");
                _subscribers.Remove(subscriber);
                subscriber.Taken.TrySetException(refusal);
                subscriber.Fail(refusal);
                return;
            }

            var number = reply.Field("result").UInt64();
            subscriber.ServerId = number;
            _active[number] = subscriber;
            if (!subscriber.Taken.TrySetResult())
            {
                subscriber.AddGap(subscriber.GapWhenTaken);
            }

            subscriber.GapWhenTaken = GapReason.Reconnected;

            // The node may notify before it answers: those notifications waited for this moment.
            foreach (var (_, result) in _held.Where(h => h.Id == number))
            {
                subscriber.Deliver(result);
            }

            _held.RemoveAll(h => h.Id == number);
        }
    }

    private async Task TakeNotificationAsync(ClientWebSocket socket, JsonElement parameters)
    {
        var number = parameters.Field("subscription").UInt64();
        Subscriber? ended = null;
        lock (_gate)
        {
            if (!_active.TryGetValue(number, out var subscriber))
            {
                if (_unanswered.Count > 0 && _held.Count < MaxHeld && parameters.Optional("result") is { } early)
                {
                    _held.Add((number, early.Clone()));
                }

                return;
            }

            if (parameters.Optional("result") is { } result)
            {
                subscriber.Deliver(result);
            }
            else
            {
                // An error in place of a result: the node has ended the subscription.
                subscriber.ServerId = null;
                _active.Remove(number);
                subscriber.GapWhenTaken = GapReason.ServerUnsubscribed;
                ended = subscriber;
            }
        }

        if (ended is not null)
        {
            await SubscribeAsync(socket, ended, _stop.Token).ConfigureAwait(false);
        }
    }

    private long NextId() => Interlocked.Increment(ref _lastId);

    private async Task SendAsync(
        ClientWebSocket socket, string method, Action<Utf8JsonWriter> writeParameters, long id, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            writer.WriteNumber("id"u8, id);
            writer.WriteString("method"u8, method);
            writer.WriteStartArray("params"u8);
            writeParameters(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await socket.SendAsync(buffer.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }
}
