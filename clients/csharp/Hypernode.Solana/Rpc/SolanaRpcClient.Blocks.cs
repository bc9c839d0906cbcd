using System.Text.Json;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Rpc.Transport;

namespace Hypernode.Solana.Rpc;

/// <content>Blocks and their transactions.</content>
public sealed partial class SolanaRpcClient
{
    /// <summary>The block of a slot with its transactions; null when the node answers that there is none.</summary>
    /// <exception cref="BlockUnavailableException">The node does not have it; says nothing about its content.</exception>
    public Task<Block?> GetBlockAsync(ulong slot, ReadOptions? options, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new RpcCall("getBlock", writer =>
            {
                writer.WriteNumberValue(slot);
                writer.WriteStartObject();
                WriteTransactionOptions(writer, options);
                writer.WriteString("transactionDetails"u8, "full"u8);
                writer.WriteBoolean("rewards"u8, false);
                writer.WriteEndObject();
            }),
            reply => reply.OrNull() is { } block ? TransactionReader.ReadBlock(block, slot) : null,
            cancellationToken);

    /// <summary>Slots from <paramref name="first"/> to <paramref name="last"/> that have a block; at most 500,000 apart.</summary>
    public Task<ulong[]> GetBlocksAsync(ulong first, ulong last, ReadOptions? options, CancellationToken cancellationToken) =>
        ReadAsync(
            "getBlocks",
            writer =>
            {
                writer.WriteNumberValue(first);
                writer.WriteNumberValue(last);
            },
            options,
            reply => reply.Items(JsonFields.UInt64),
            cancellationToken);

    /// <summary>The next <paramref name="limit"/> slots from <paramref name="first"/> that have a block.</summary>
    public Task<ulong[]> GetBlocksWithLimitAsync(ulong first, ulong limit, ReadOptions? options, CancellationToken cancellationToken) =>
        ReadAsync(
            "getBlocksWithLimit",
            writer =>
            {
                writer.WriteNumberValue(first);
                writer.WriteNumberValue(limit);
            },
            options,
            reply => reply.Items(JsonFields.UInt64),
            cancellationToken);

    /// <summary>Unix seconds that the block of a slot claims; null when the node does not know.</summary>
    /// <exception cref="BlockUnavailableException">The node does not have the block.</exception>
    public Task<long?> GetBlockTimeAsync(ulong slot, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new RpcCall("getBlockTime", writer => writer.WriteNumberValue(slot)),
            reply => reply.OrNull()?.Int64(),
            cancellationToken);

    /// <summary>A landed transaction; null when the node does not know it.</summary>
    public Task<TransactionInfo?> GetTransactionAsync(Signature signature, ReadOptions? options, CancellationToken cancellationToken) =>
        _caller.CallAsync(TransactionCall(signature, options), ReadTransaction, cancellationToken);

    /// <summary>Many landed transactions, in order; null where the node does not know one. Sent in batches.</summary>
    public Task<IReadOnlyList<TransactionInfo?>> GetTransactionsAsync(
        IReadOnlyList<Signature> signatures, ReadOptions? options, CancellationToken cancellationToken) =>
        _batches.CallAsync([.. signatures.Select(s => TransactionCall(s, options))], ReadTransaction, cancellationToken);

    /// <summary>Transactions that named an account, newest first.</summary>
    /// <param name="address">The account.</param>
    /// <param name="limit">1 to 1,000.</param>
    /// <param name="before">Only older ones than this; null = from the newest.</param>
    /// <param name="until">Only newer ones than this; null = to the oldest.</param>
    /// <param name="options">Freshness.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<SignatureInfo[]> GetSignaturesForAddressAsync(
        Address address, int limit, Signature? before, Signature? until, ReadOptions? options, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new RpcCall("getSignaturesForAddress", writer =>
            {
                writer.WriteStringValue(address.ToString());
                writer.WriteStartObject();
                WriteReadOptions(writer, options);
                writer.WriteNumber("limit"u8, limit);
                if (before is { } from)
                {
                    writer.WriteString("before"u8, from.ToString());
                }

                if (until is { } to)
                {
                    writer.WriteString("until"u8, to.ToString());
                }

                writer.WriteEndObject();
            }),
            reply => reply.Items(entry => new SignatureInfo(
                entry.Field("signature").Signature(),
                entry.Field("slot").UInt64(),
                entry.Optional("blockTime")?.Int64(),
                TransactionErrorReader.ReadOrNull(entry.Optional("err")),
                entry.Optional("memo")?.Text(),
                ReadCommitment(entry.Optional("confirmationStatus")))),
            cancellationToken);

    private static TransactionInfo? ReadTransaction(JsonElement reply) => reply.OrNull() is { } entry
        ? TransactionReader.Read(entry, entry.Field("slot").UInt64(), entry.Optional("blockTime")?.Int64())
        : null;

    private static Commitment? ReadCommitment(JsonElement? name) => name?.Text() switch
    {
        null => null,
        "processed" => Commitment.Processed,
        "confirmed" => Commitment.Confirmed,
        "finalized" => Commitment.Finalized,
        var other => throw new RpcProtocolException($"commitment \"{other}\" is unknown."),
    };

    private RpcCall TransactionCall(Signature signature, ReadOptions? options) => new("getTransaction", writer =>
    {
        writer.WriteStringValue(signature.ToString());
        writer.WriteStartObject();
        WriteTransactionOptions(writer, options);
        writer.WriteEndObject();
    });

    private void WriteTransactionOptions(Utf8JsonWriter writer, ReadOptions? options)
    {
        WriteReadOptions(writer, options);
        writer.WriteString("encoding"u8, "base64"u8);
        writer.WriteNumber("maxSupportedTransactionVersion"u8, 0);
    }
}
