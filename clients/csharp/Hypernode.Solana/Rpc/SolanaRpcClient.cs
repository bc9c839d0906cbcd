using System.Text.Json;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Rpc.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypernode.Solana.Rpc;

/// <summary>Typed JSON-RPC client of one cluster over one or more nodes.</summary>
/// <remarks>
/// Every method throws <see cref="RpcUnreachableException"/> when no node answers, <see cref="RpcProtocolException"/> for replies
/// that are none, <see cref="RpcOverloadedException"/> at the rate limit, and <see cref="RpcException"/> for other node errors.
/// "Not found" is null and never an exception.
/// </remarks>
public sealed partial class SolanaRpcClient : IDisposable
{
    private readonly RpcCaller _caller;
    private readonly RpcBatches _batches;
    private readonly HttpRpcTransport? _ownTransport;

    /// <param name="options">Checked here.</param>
    /// <param name="time">Clock for limits and pauses.</param>
    /// <param name="logger">Takes methods, aliases, times and sizes; never bodies.</param>
    /// <param name="transport">Carries requests; null = HTTP.</param>
    public SolanaRpcClient(RpcOptions options, TimeProvider time, ILogger<SolanaRpcClient>? logger = null, RpcTransport? transport = null)
    {
        options.Validate();
        Options = options;
        if (transport is null)
        {
            _ownTransport = new HttpRpcTransport(options.MaxReplyBytes, time);
            transport = _ownTransport.SendAsync;
        }

        _caller = new RpcCaller(options, transport, time, logger ?? NullLogger<SolanaRpcClient>.Instance);
        _batches = new RpcBatches(_caller);
    }

    /// <summary>The options it was made with.</summary>
    public RpcOptions Options { get; }

    /// <summary>Aliases of the nodes that are asked now.</summary>
    public IReadOnlyList<string> NodesUp => [.. _caller.Pool.All.Where(n => n.IsUp).Select(n => n.Endpoint.Alias)];

    /// <summary>Requires every reachable node to belong to the cluster with this genesis hash.</summary>
    /// <exception cref="GenesisMismatchException">A node belongs to another cluster.</exception>
    /// <exception cref="RpcUnreachableException">No node answered.</exception>
    public async Task RequireGenesisAsync(Hash expected, CancellationToken cancellationToken)
    {
        var outcomes = await _caller.CallEachAsync(new RpcCall("getGenesisHash", NoParameters), JsonFields.Hash, cancellationToken).ConfigureAwait(false);
        foreach (var (endpoint, outcome) in outcomes)
        {
            if (outcome.Failure is null && outcome.Value != expected)
            {
                throw new GenesisMismatchException(endpoint.Alias, expected, outcome.Value);
            }
        }

        if (outcomes.All(o => o.Outcome.Failure is not null))
        {
            throw new RpcUnreachableException("getGenesisHash", 1, outcomes[0].Outcome.Failure!.Error);
        }
    }

    public void Dispose() => _ownTransport?.Dispose();

    private static void NoParameters(Utf8JsonWriter writer)
    {
        // These methods take an empty array.
    }

    internal static string NameOf(Commitment commitment) => commitment switch
    {
        Commitment.Processed => "processed",
        Commitment.Confirmed => "confirmed",
        _ => "finalized",
    };

    private void WriteReadOptions(Utf8JsonWriter writer, ReadOptions? options)
    {
        writer.WriteString("commitment"u8, NameOf(options?.Commitment ?? Options.Commitment));
        if (options?.MinContextSlot is { } slot)
        {
            writer.WriteNumber("minContextSlot"u8, slot);
        }
    }

    private Task<T> ReadAsync<T>(
        string method, Action<Utf8JsonWriter> arguments, ReadOptions? options, Func<JsonElement, T> parse, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new RpcCall(method, writer =>
            {
                arguments(writer);
                writer.WriteStartObject();
                WriteReadOptions(writer, options);
                writer.WriteEndObject();
            }),
            parse,
            cancellationToken);
}
