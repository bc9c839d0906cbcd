using System.Runtime.CompilerServices;
using System.Text.Json;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Rpc.Transport;
using Hypernode.Solana.Sending;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypernode.Solana.Subscriptions;

/// <summary>Notifications of a node as streams that say where items may be missing.</summary>
/// <remarks>
/// A stream ends when its reader stops or is cancelled. Its first step throws <see cref="SubscriptionException"/> when the node
/// refuses or does not answer. Lost connections come back by themselves, each with a <see cref="GapReason.Reconnected"/>.
/// </remarks>
public sealed class SolanaSubscriptions : ISignatureWatch, IAsyncDisposable
{
    private readonly RpcEndpoint[] _endpoints;
    private readonly Commitment _commitment;
    private readonly SubscriptionOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly List<SubscriptionSocket> _sockets = [];

    /// <param name="rpc">Nodes and default commitment; those without an address for subscriptions are left out.</param>
    /// <param name="options">Patience and sizes.</param>
    /// <param name="time">Clock of pauses.</param>
    /// <param name="logger">Takes aliases and reasons.</param>
    /// <exception cref="RpcOptionsException">No node takes subscriptions.</exception>
    public SolanaSubscriptions(RpcOptions rpc, SubscriptionOptions options, TimeProvider time, ILogger<SolanaSubscriptions>? logger = null)
    {
        rpc.Validate();
        _endpoints = [.. rpc.Endpoints.Where(e => e.WebSocket is not null)];
        if (_endpoints.Length == 0)
        {
            throw new RpcOptionsException(["No endpoint has an address for subscriptions."]);
        }

        _commitment = rpc.Commitment;
        _options = options;
        _time = time;
        _logger = logger ?? NullLogger<SolanaSubscriptions>.Instance;
    }

    /// <summary>Changes of an account.</summary>
    public IAsyncEnumerable<SubscriptionEvent<AccountInfo>> WatchAccountAsync(
        Address address, Commitment? commitment, CancellationToken cancellationToken) =>
        WatchAsync(
            Make("account", writer => WriteAccount(writer, address, commitment, []), reply => AtSlot(reply, AccountReader.Read)), cancellationToken);

    /// <summary>Changes of a program's accounts that pass all filters.</summary>
    public IAsyncEnumerable<SubscriptionEvent<ProgramAccount>> WatchProgramAsync(
        Address programId, IReadOnlyList<AccountFilter> filters, Commitment? commitment, CancellationToken cancellationToken) =>
        WatchAsync(
            Make("program", writer => WriteAccount(writer, programId, commitment, filters), reply => AtSlot(reply, AccountReader.ReadKeyed)),
            cancellationToken);

    /// <summary>One item when the transaction reaches the commitment; then the stream ends.</summary>
    public IAsyncEnumerable<SubscriptionEvent<SignatureNotice>> WatchSignatureAsync(
        Signature signature, Commitment? commitment, CancellationToken cancellationToken) =>
        WatchAsync(
            Make(
                "signature",
                writer =>
                {
                    writer.WriteStringValue(signature.ToString());
                    WriteCommitment(writer, commitment);
                },
                reply => AtSlot(reply, value => new SignatureNotice(TransactionErrorReader.ReadOrNull(value.Optional("err")))),
                endsAfterFirst: true),
            cancellationToken);

    /// <summary>Logs of transactions that name an address; null = of all transactions but votes.</summary>
    public IAsyncEnumerable<SubscriptionEvent<LogsNotice>> WatchLogsAsync(
        Address? mentions, Commitment? commitment, CancellationToken cancellationToken) =>
        WatchAsync(
            Make(
                "logs",
                writer =>
                {
                    WriteLogsFilter(writer, mentions);
                    WriteCommitment(writer, commitment);
                },
                reply => AtSlot(reply, value => new LogsNotice(
                    value.Field("signature").Signature(),
                    TransactionErrorReader.ReadOrNull(value.Optional("err")),
                    value.Field("logs").Items(JsonFields.Text)))),
            cancellationToken);

    /// <summary>Slots the node begins to process; a slot whose parent is not the last one comes after a gap.</summary>
    public IAsyncEnumerable<SubscriptionEvent<SlotNotice>> WatchSlotsAsync(CancellationToken cancellationToken) =>
        WatchAsync(
            Make(
                "slot",
                _ => { },
                reply =>
                {
                    var notice = new SlotNotice(reply.Field("slot").UInt64(), reply.Field("parent").UInt64(), reply.Field("root").UInt64());
                    return (notice.Slot, notice);
                },
                isJump: (notice, last) => notice.Parent != last),
            cancellationToken);

    /// <summary>Slots the node roots.</summary>
    public IAsyncEnumerable<SubscriptionEvent<ulong>> WatchRootsAsync(CancellationToken cancellationToken) =>
        WatchAsync(Make("root", _ => { }, reply => (reply.UInt64(), reply.UInt64())), cancellationToken);

    /// <inheritdoc/>
    async Task ISignatureWatch.WaitAsync(Signature signature, Commitment commitment, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in WatchSignatureAsync(signature, commitment, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
        catch (SubscriptionException)
        {
            // Nothing will be heard: the sender's own questions go on.
        }
    }

    public async ValueTask DisposeAsync()
    {
        SubscriptionSocket[] sockets;
        lock (_gate)
        {
            sockets = [.. _sockets];
            _sockets.Clear();
        }

        foreach (var socket in sockets)
        {
            await socket.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static (ulong Slot, T Value) AtSlot<T>(JsonElement reply, Func<JsonElement, T> read)
    {
        var (slot, value) = reply.AtSlot(read);
        return (slot, value);
    }

    private static void WriteLogsFilter(Utf8JsonWriter writer, Address? mentions)
    {
        if (mentions is not { } address)
        {
            writer.WriteStringValue("all"u8);
            return;
        }

        writer.WriteStartObject();
        writer.WriteStartArray("mentions"u8);
        writer.WriteStringValue(address.ToString());
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private TypedSubscriber<T> Make<T>(
        string kind,
        Action<Utf8JsonWriter> parameters,
        Func<JsonElement, (ulong Slot, T Value)> read,
        Func<T, ulong, bool>? isJump = null,
        bool endsAfterFirst = false) => new(kind, parameters, read, isJump, endsAfterFirst, _options.QueueLength);

    private async IAsyncEnumerable<SubscriptionEvent<T>> WatchAsync<T>(
        TypedSubscriber<T> subscriber, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var socket = Reserve(subscriber);
        try
        {
            await socket.StartAsync(subscriber, cancellationToken).ConfigureAwait(false);
            await foreach (var next in subscriber.Queue.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return next;
            }
        }
        finally
        {
            await socket.RemoveAsync(subscriber).ConfigureAwait(false);
        }
    }

    private SubscriptionSocket Reserve(Subscriber subscriber)
    {
        lock (_gate)
        {
            foreach (var socket in _sockets)
            {
                if (socket.TryReserve(subscriber))
                {
                    return socket;
                }
            }

            var added = new SubscriptionSocket(_endpoints, _options, _time, _logger);
            added.TryReserve(subscriber);
            _sockets.Add(added);
            return added;
        }
    }

    private void WriteCommitment(Utf8JsonWriter writer, Commitment? commitment)
    {
        writer.WriteStartObject();
        writer.WriteString("commitment"u8, SolanaRpcClient.NameOf(commitment ?? _commitment));
        writer.WriteEndObject();
    }

    private void WriteAccount(Utf8JsonWriter writer, Address address, Commitment? commitment, IReadOnlyList<AccountFilter> filters)
    {
        writer.WriteStringValue(address.ToString());
        writer.WriteStartObject();
        writer.WriteString("commitment"u8, SolanaRpcClient.NameOf(commitment ?? _commitment));
        writer.WriteString("encoding"u8, "base64"u8);
        if (filters.Count > 0)
        {
            writer.WriteStartArray("filters"u8);
            foreach (var filter in filters)
            {
                SolanaRpcClient.WriteFilter(writer, filter);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
