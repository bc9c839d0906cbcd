using System.Text.Json;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Rpc.Transport;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Rpc;

/// <content>Preparing, sending and following transactions.</content>
public sealed partial class SolanaRpcClient
{
    /// <summary>Most signatures of one status call.</summary>
    public const int MaxStatuses = 256;

    /// <summary>A block hash for new transactions.</summary>
    public Task<BlockhashInfo> GetLatestBlockhashAsync(ReadOptions? options, CancellationToken cancellationToken) =>
        ReadAsync(
            "getLatestBlockhash",
            NoParameters,
            options,
            reply =>
            {
                var (slot, value) = reply.AtSlot(v => (Hash: v.Field("blockhash").Hash(), Height: v.Field("lastValidBlockHeight").UInt64()));
                return new BlockhashInfo(value.Hash, value.Height, slot);
            },
            cancellationToken);

    /// <summary>True while transactions may use the hash.</summary>
    public Task<bool> IsBlockhashValidAsync(Hash blockhash, ReadOptions? options, CancellationToken cancellationToken) =>
        ReadAsync(
            "isBlockhashValid",
            writer => writer.WriteStringValue(blockhash.ToString()),
            options,
            reply => reply.AtSlot(JsonFields.Boolean).Value,
            cancellationToken);

    /// <summary>Fee of a message in lamports; null when its block hash is no longer known.</summary>
    public Task<ulong?> GetFeeForMessageAsync(Message message, ReadOptions? options, CancellationToken cancellationToken) =>
        ReadAsync(
            "getFeeForMessage",
            writer => writer.WriteBase64StringValue(message.Bytes.Span),
            options,
            reply => reply.AtSlot(v => v.OrNull()?.UInt64()).Value,
            cancellationToken);

    /// <summary>Priority fees of recent slots for transactions that write these accounts; at most 128.</summary>
    public Task<PrioritizationFee[]> GetRecentPrioritizationFeesAsync(IReadOnlyList<Address> writableAccounts, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new RpcCall("getRecentPrioritizationFees", writer => WriteAddresses(writer, writableAccounts)),
            reply => reply.Items(f => new PrioritizationFee(f.Field("slot").UInt64(), f.Field("prioritizationFee").UInt64())),
            cancellationToken);

    /// <summary>Runs a transaction without effect.</summary>
    /// <param name="transaction">Signatures may be missing unless they are verified.</param>
    /// <param name="options">What to simulate on, and what to return.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<AtSlot<SimulationResult>> SimulateTransactionAsync(
        Transaction transaction, SimulateOptions? options, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new RpcCall("simulateTransaction", writer =>
            {
                writer.WriteBase64StringValue(transaction.ToBytes());
                writer.WriteStartObject();
                WriteReadOptions(writer, options?.Read);
                writer.WriteString("encoding"u8, "base64"u8);
                writer.WriteBoolean("sigVerify"u8, options?.VerifySignatures ?? false);
                writer.WriteBoolean("replaceRecentBlockhash"u8, options?.ReplaceBlockhash ?? false);
                if (options?.Accounts is { Count: > 0 } accounts)
                {
                    writer.WriteStartObject("accounts"u8);
                    writer.WriteString("encoding"u8, "base64"u8);
                    writer.WritePropertyName("addresses"u8);
                    WriteAddresses(writer, accounts);
                    writer.WriteEndObject();
                }

                writer.WriteEndObject();
            }),
            reply => reply.AtSlot(SimulationReader.Read),
            cancellationToken);

    /// <summary>Hands signed bytes to one node; repeated after failures, since the chain takes the same bytes once.</summary>
    /// <remarks>Success says that the node took the bytes, not that they land: use <c>TransactionSender</c> to be sure.</remarks>
    /// <exception cref="Sending.TransactionFailedException">The node's preflight refused it; nothing was sent.</exception>
    public Task<Signature> SendTransactionAsync(ReadOnlyMemory<byte> transaction, SendOptions? options, CancellationToken cancellationToken) =>
        _caller.CallAsync(SendCall(transaction, options), JsonFields.Signature, cancellationToken);

    /// <summary>Hands signed bytes to every node that is up, once.</summary>
    /// <returns>Failures by alias; null where the node took them.</returns>
    public async Task<IReadOnlyDictionary<string, Exception?>> BroadcastTransactionAsync(
        ReadOnlyMemory<byte> transaction, SendOptions? options, CancellationToken cancellationToken)
    {
        var outcomes = await _caller.CallEachAsync(SendCall(transaction, options), JsonFields.Signature, cancellationToken).ConfigureAwait(false);
        return outcomes.ToDictionary(o => o.Endpoint.Alias, o => o.Outcome.Failure?.Error, StringComparer.Ordinal);
    }

    /// <summary>What a node knows of up to <see cref="MaxStatuses"/> transactions, in order; null where it knows nothing.</summary>
    /// <exception cref="ArgumentException">More than <see cref="MaxStatuses"/> signatures.</exception>
    public Task<AtSlot<SignatureStatus?[]>> GetSignatureStatusesAsync(
        IReadOnlyList<Signature> signatures, bool searchHistory, CancellationToken cancellationToken) =>
        _caller.CallAsync(StatusCall(signatures, searchHistory), reply => ReadStatuses(reply, signatures.Count), cancellationToken);

    /// <summary>As <see cref="GetSignatureStatusesAsync"/> for one transaction, asked of every node that is up.</summary>
    /// <returns>Answers by alias of the nodes that gave one; possibly none.</returns>
    public async Task<IReadOnlyDictionary<string, SignatureStatus?>> GetSignatureStatusEverywhereAsync(
        Signature signature, CancellationToken cancellationToken)
    {
        var outcomes = await _caller.CallEachAsync(
            StatusCall([signature], searchHistory: true), reply => ReadStatuses(reply, 1), cancellationToken).ConfigureAwait(false);
        return outcomes.Where(o => o.Outcome.Failure is null)
            .ToDictionary(o => o.Endpoint.Alias, o => o.Outcome.Value!.Value[0], StringComparer.Ordinal);
    }

    /// <summary>Block heights by alias of the nodes that gave one; possibly none.</summary>
    public async Task<IReadOnlyDictionary<string, ulong>> GetBlockHeightEverywhereAsync(Commitment commitment, CancellationToken cancellationToken)
    {
        var call = new RpcCall("getBlockHeight", writer =>
        {
            writer.WriteStartObject();
            WriteReadOptions(writer, new ReadOptions(commitment));
            writer.WriteEndObject();
        });
        var outcomes = await _caller.CallEachAsync(call, JsonFields.UInt64, cancellationToken).ConfigureAwait(false);
        return outcomes.Where(o => o.Outcome.Failure is null).ToDictionary(o => o.Endpoint.Alias, o => o.Outcome.Value, StringComparer.Ordinal);
    }

    private static AtSlot<SignatureStatus?[]> ReadStatuses(JsonElement reply, int count) => reply.AtSlot(value =>
    {
        var statuses = value.Items(s => s.OrNull() is { } status
            ? new SignatureStatus(
                status.Field("slot").UInt64(),
                status.Optional("confirmations")?.UInt64(),
                ReadCommitment(status.Optional("confirmationStatus")),
                TransactionErrorReader.ReadOrNull(status.Optional("err")))
            : null);
        return statuses.Length == count
            ? statuses
            : throw new RpcProtocolException($"{count} statuses were asked for, {statuses.Length} came.");
    });

    private static RpcCall StatusCall(IReadOnlyList<Signature> signatures, bool searchHistory)
    {
        if (signatures.Count > MaxStatuses)
        {
            throw new ArgumentException($"{signatures.Count} signatures: one call takes at most {MaxStatuses}.", nameof(signatures));
        }

        return new RpcCall("getSignatureStatuses", writer =>
        {
            writer.WriteStartArray();
            foreach (var signature in signatures)
            {
                writer.WriteStringValue(signature.ToString());
            }

            writer.WriteEndArray();
            writer.WriteStartObject();
            writer.WriteBoolean("searchTransactionHistory"u8, searchHistory);
            writer.WriteEndObject();
        });
    }

    private RpcCall SendCall(ReadOnlyMemory<byte> transaction, SendOptions? options) => new(
        "sendTransaction",
        writer =>
        {
            writer.WriteBase64StringValue(transaction.Span);
            writer.WriteStartObject();
            writer.WriteString("encoding"u8, "base64"u8);
            writer.WriteBoolean("skipPreflight"u8, options?.SkipPreflight ?? false);
            writer.WriteString("preflightCommitment"u8, NameOf(options?.PreflightCommitment ?? Options.Commitment));
            if (options?.MaxRetries is { } retries)
            {
                writer.WriteNumber("maxRetries"u8, retries);
            }

            if (options?.MinContextSlot is { } slot)
            {
                writer.WriteNumber("minContextSlot"u8, slot);
            }

            writer.WriteEndObject();
        },
        RpcCallKind.SendIdenticalBytes);
}
