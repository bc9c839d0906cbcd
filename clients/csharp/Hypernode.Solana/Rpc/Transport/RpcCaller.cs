using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Hypernode.Solana.Rpc.Transport;

/// <summary>Makes calls: picks the node, keeps its rate, tries again as <see cref="RetryPolicy"/> says.</summary>
internal sealed class RpcCaller(RpcOptions options, RpcTransport transport, TimeProvider time, ILogger logger)
{
    private long _lastId;

    public EndpointPool Pool { get; } = new(options, time, logger);

    /// <summary>Asks until a node gives a definite answer.</summary>
    public async Task<T> CallAsync<T>(RpcCall call, Func<JsonElement, T> parse, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var asked = new HashSet<EndpointHealth>();
        for (var tries = 1; ; tries++)
        {
            var node = Pool.Choose(asked);
            asked.Add(node);
            var outcome = call.Kind == RpcCallKind.Read
                ? await TryHedgedAsync(node, asked, call, parse, cancellationToken).ConfigureAwait(false)
                : await TryOnceAsync(node, call, parse, cancellationToken).ConfigureAwait(false);
            if (outcome.Failure is not { } failure)
            {
                return outcome.Value!;
            }

            var untried = Pool.ChooseUnasked(asked) is not null;
            var delay = RetryPolicy.DelayBeforeNext(failure, call.Kind, tries, untried, time.GetElapsedTime(started), Random.Shared.NextDouble());
            if (delay is not { } pause)
            {
                throw failure.Kind is RpcFailureKind.Unreachable or RpcFailureKind.RateLimited
                    ? new RpcUnreachableException(call.Method, tries, failure.Error)
                    : failure.Error;
            }

            if (!untried)
            {
                asked.Clear();
            }

            await DelayAsync(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks every node that is up once, all at the same time.</summary>
    public async Task<IReadOnlyList<NodeOutcome<T>>> CallEachAsync<T>(RpcCall call, Func<JsonElement, T> parse, CancellationToken cancellationToken)
    {
        var outcomes = await Task.WhenAll(Pool.Up.Select(async node =>
            new NodeOutcome<T>(node.Endpoint, await TryOnceAsync(node, call, parse, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
        return outcomes;
    }

    /// <summary>Asks one node once.</summary>
    public async Task<TryOutcome<T>> TryOnceAsync<T>(
        EndpointHealth node, RpcCall call, Func<JsonElement, T> parse, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        var exchange = await ExchangeAsync(node, call.Method, call.Weight, call.IsBlock, w => Write(w, call, id), cancellationToken).ConfigureAwait(false);
        var failure = exchange.Failure;
        var value = default(T);
        if (failure is null)
        {
            using var document = exchange.Document!;
            failure = RpcReplyReader.Read(call.Method, document.RootElement, id, parse, out value);
        }

        Note(node, failure);
        return new TryOutcome<T>(value, failure);
    }

    /// <summary>Sends calls as one JSON array; the answers keep the order of the calls.</summary>
    /// <returns>Null when the node does not take arrays.</returns>
    public async Task<TryOutcome<T>[]?> TryBatchAsync<T>(
        EndpointHealth node, IReadOnlyList<RpcCall> calls, Func<JsonElement, T> parse, CancellationToken cancellationToken)
    {
        var first = Interlocked.Add(ref _lastId, calls.Count) - calls.Count + 1;
        var weight = Math.Min(calls.Sum(c => c.Weight), (int)options.Burst);
        var exchange = await ExchangeAsync(
            node,
            calls[0].Method,
            weight,
            calls.Any(c => c.IsBlock),
            writer =>
            {
                writer.WriteStartArray();
                for (var i = 0; i < calls.Count; i++)
                {
                    Write(writer, calls[i], first + i);
                }

                writer.WriteEndArray();
            },
            cancellationToken).ConfigureAwait(false);
        if (exchange.Failure is { } failure)
        {
            Note(node, failure);
            return failure.Kind == RpcFailureKind.Protocol ? null : [.. calls.Select(_ => new TryOutcome<T>(default, failure))];
        }

        using var document = exchange.Document!;
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            RpcLog.BatchRefused(logger, node.Endpoint.Alias);
            return null;
        }

        node.Succeeded();
        return Correlate(calls, first, document.RootElement, parse);
    }

    private static TryOutcome<T>[] Correlate<T>(IReadOnlyList<RpcCall> calls, long first, JsonElement replies, Func<JsonElement, T> parse)
    {
        var outcomes = new TryOutcome<T>[calls.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = new TryOutcome<T>(default, RpcReplyReader.Protocol($"{calls[i].Method}: the batch came back without this item."));
        }

        foreach (var reply in replies.EnumerateArray())
        {
            if (reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number)
                && number >= first && number < first + calls.Count)
            {
                var place = (int)(number - first);
                var failure = RpcReplyReader.Read(calls[place].Method, reply, number, parse, out var value);
                outcomes[place] = new TryOutcome<T>(value, failure);
            }
        }

        return outcomes;
    }

    private async Task<TryOutcome<T>> TryHedgedAsync<T>(
        EndpointHealth node, HashSet<EndpointHealth> asked, RpcCall call, Func<JsonElement, T> parse, CancellationToken cancellationToken)
    {
        if (Pool.ChooseUnasked(asked) is null)
        {
            return await TryOnceAsync(node, call, parse, cancellationToken).ConfigureAwait(false);
        }

        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = TryOnceAsync(node, call, parse, losers.Token);
        if (first.IsCompleted)
        {
            return await first.ConfigureAwait(false);
        }

        var patience = Task.Delay(options.HedgeAfter, time, losers.Token);
        if (await Task.WhenAny(first, patience).ConfigureAwait(false) == first)
        {
            var only = await first.ConfigureAwait(false);
            await losers.CancelAsync().ConfigureAwait(false);
            return only;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (Pool.ChooseUnasked(asked) is not { } other)
        {
            return await first.ConfigureAwait(false);
        }

        asked.Add(other);
        node.Bucket.Halve();
        RpcLog.Hedged(logger, call.Method, node.Endpoint.Alias, other.Endpoint.Alias);
        var second = TryOnceAsync(other, call, parse, losers.Token);
        var winner = await Task.WhenAny(first, second).ConfigureAwait(false);
        if ((await winner.ConfigureAwait(false)).Failure is { Kind: not RpcFailureKind.Final })
        {
            winner = winner == first ? second : first;
            await winner.ConfigureAwait(false);
        }

        await losers.CancelAsync().ConfigureAwait(false);
        Forget(winner == first ? second : first);
        return await winner.ConfigureAwait(false);
    }

    // The slower twin of a hedged read was cancelled; its exception, if any, has been judged by the winner.
    private static void Forget(Task task) => _ = task.ContinueWith(
        static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private async Task<(JsonDocument? Document, RpcFailure? Failure)> ExchangeAsync(
        EndpointHealth node, string method, int weight, bool isBlock, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        try
        {
            await node.Bucket.TakeAsync(weight, cancellationToken).ConfigureAwait(false);
        }
        catch (RpcOverloadedException e)
        {
            return (null, new RpcFailure(RpcFailureKind.Final, e));
        }

        var body = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(body))
        {
            write(writer);
        }

        var started = time.GetTimestamp();
        using var limit = new CancellationTokenSource(isBlock ? options.BlockTimeout : options.TryTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        RpcFailure? failure;
        try
        {
            var reply = await transport(node.Endpoint, body.WrittenMemory, both.Token).ConfigureAwait(false);
            RpcLog.Answered(logger, method, node.Endpoint.Alias, reply.Status, reply.Body.Length, time.GetElapsedTime(started).TotalMilliseconds);
            failure = RpcReplyReader.ByStatus(method, reply);
            if (failure is null)
            {
                return (JsonDocument.Parse(reply.Body), null);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            failure = new RpcFailure(RpcFailureKind.Unreachable, new TimeoutException($"{method}: node {node.Endpoint.Alias} did not answer in time."));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            failure = new RpcFailure(RpcFailureKind.Unreachable, new HttpRequestException($"{method}: node {node.Endpoint.Alias} cannot be reached.", e));
        }
        catch (JsonException e)
        {
            failure = RpcReplyReader.Protocol($"{method}: the reply is not JSON.", e);
        }

        RpcLog.Failed(logger, method, node.Endpoint.Alias, time.GetElapsedTime(started).TotalMilliseconds, failure.Kind);
        return (null, failure);
    }

    private static void Note(EndpointHealth node, RpcFailure? failure)
    {
        if (failure is null or { Kind: RpcFailureKind.Final })
        {
            node.Succeeded();
        }
        else
        {
            node.Failed(failure);
        }
    }

    private static void Write(Utf8JsonWriter writer, RpcCall call, long id)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc"u8, "2.0"u8);
        writer.WriteNumber("id"u8, id);
        writer.WriteString("method"u8, call.Method);
        writer.WriteStartArray("params"u8);
        call.WriteParameters(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private Task DelayAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        pause > TimeSpan.Zero ? Task.Delay(pause, time, cancellationToken) : Task.CompletedTask;
}
