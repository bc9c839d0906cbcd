using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Programs;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Transactions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hypernode.Solana.Sending;

/// <summary>Puts transactions on chain and finds out what became of them, also across a crash.</summary>
public sealed class TransactionSender
{
    private readonly SolanaRpcClient _rpc;
    private readonly ISendJournal _journal;
    private readonly TransactionSenderOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly OutcomeFollower _outcomes;

    /// <param name="rpc">The cluster.</param>
    /// <param name="journal">Records every transaction before it is first sent.</param>
    /// <param name="options">Prices and patience.</param>
    /// <param name="time">Clock of all pauses.</param>
    /// <param name="logger">Takes purposes, signatures and slots.</param>
    /// <param name="watch">Wakes early; null = statuses are asked for each second only.</param>
    public TransactionSender(
        SolanaRpcClient rpc,
        ISendJournal journal,
        TransactionSenderOptions options,
        TimeProvider time,
        ILogger<TransactionSender>? logger = null,
        ISignatureWatch? watch = null)
    {
        _rpc = rpc;
        _journal = journal;
        _options = options;
        _time = time;
        _logger = logger ?? NullLogger<TransactionSender>.Instance;
        _outcomes = new OutcomeFollower(rpc, options, time, _logger, watch);
    }

    /// <summary>Builds, simulates, signs, records, sends and confirms.</summary>
    /// <exception cref="TransactionFailedException">Refused in simulation (nothing was sent), or landed and failed.</exception>
    /// <exception cref="TransactionExpiredException">Can never land any more; nothing changed.</exception>
    /// <exception cref="OutcomeUnknownException">Cancelled or out of time after it was recorded.</exception>
    /// <exception cref="TransactionTooLargeException">Too many bytes; nobody signed.</exception>
    /// <exception cref="FeeCapException">The base fee alone is above the cap; nobody signed.</exception>
    public async Task<SendResult> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        var priceFactor = 1UL;
        for (var resigned = 0; ; resigned++)
        {
            var record = await PrepareAsync(request, priceFactor, cancellationToken).ConfigureAwait(false);
            try
            {
                return await FollowAsync(record, request, cancellationToken).ConfigureAwait(false);
            }
            catch (TransactionExpiredException) when (resigned < request.ResignLimit)
            {
                priceFactor *= 2;
            }
        }
    }

    /// <summary>Follows up a transaction that an earlier process recorded: sends the same bytes until the outcome is known.</summary>
    /// <inheritdoc cref="SendAsync" path="/exception"/>
    public Task<SendResult> ResumeAsync(SendRecord record, CancellationToken cancellationToken)
    {
        SendLog.Resuming(_logger, record.Purpose, record.Signature);
        return FollowAsync(record, null, cancellationToken);
    }

    /// <summary>Transactions in the journal without an outcome, oldest first.</summary>
    public ValueTask<IReadOnlyList<SendRecord>> ReadPendingAsync(CancellationToken cancellationToken) => _journal.ReadPendingAsync(cancellationToken);

    private async Task<SendRecord> PrepareAsync(SendRequest request, ulong priceFactor, CancellationToken cancellationToken)
    {
        var commitment = request.Commitment is Commitment.Processed ? Commitment.Processed : Commitment.Confirmed;
        var (lifetime, lastValid, slot) = await FindLifetimeAsync(request, commitment, cancellationToken).ConfigureAwait(false);
        var draft = Compile(request, lifetime, ComputeBudgetPlan.Simulation);
        RequireSize(draft);
        var simulation = await _rpc.SimulateTransactionAsync(
            Transaction.Unsigned(draft), new SimulateOptions(new ReadOptions(commitment, slot)), cancellationToken).ConfigureAwait(false);
        if (simulation.Value.Error is not null)
        {
            throw simulation.Value.ToException(draft, _options.ErrorNames);
        }

        var price = await FindPriceAsync(request, draft, cancellationToken).ConfigureAwait(false);
        var factored = (ulong)UInt128.Min((UInt128)Math.Max(price, priceFactor - 1) * priceFactor, ulong.MaxValue);
        var plan = ComputeBudgetPlan.From(
            simulation.Value, factored, draft.Header.RequiredSignatures, request.MaxFeeLamports ?? _options.MaxFeeLamports);
        var transaction = await Transaction.SignAsync(
            Compile(request, lifetime, plan), Signers(request), request.Purpose, cancellationToken).ConfigureAwait(false);
        transaction.Verify();
        var record = new SendRecord(request.Purpose, transaction.Id, transaction.ToBytes(), lastValid, slot, request.Nonce);
        await _journal.RecordAsync(record, cancellationToken).ConfigureAwait(false);
        SendLog.Sending(_logger, request.Purpose, record.Signature, plan.UnitLimit, plan.PriceMicroLamports);
        return record;
    }

    private async Task<SendResult> FollowAsync(SendRecord record, SendRequest? request, CancellationToken cancellationToken)
    {
        var commitment = request?.Commitment ?? _rpc.Options.Commitment;
        using var limit = new CancellationTokenSource(request?.Timeout ?? _options.Timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var status = await _outcomes.FollowAsync(record, commitment, both.Token).ConfigureAwait(false);
            if (status.Error is null)
            {
                await _journal.CompleteAsync(record.Signature, SendOutcome.Succeeded, CancellationToken.None).ConfigureAwait(false);
                return new SendResult(record.Signature, status.Slot);
            }

            await _journal.CompleteAsync(record.Signature, SendOutcome.Failed, CancellationToken.None).ConfigureAwait(false);
            throw await ExplainAsync(record, status.Error, cancellationToken).ConfigureAwait(false);
        }
        catch (TransactionExpiredException)
        {
            await _journal.CompleteAsync(record.Signature, SendOutcome.Expired, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException e)
        {
            throw new OutcomeUnknownException(record.Signature, record.Bytes, e);
        }
    }

    // Logs name the program that failed; without them the error is still exact, only poorer.
    private async Task<TransactionFailedException> ExplainAsync(SendRecord record, TransactionError error, CancellationToken cancellationToken)
    {
        var message = Transaction.Decode(record.Bytes.Span).Message;
        TransactionMeta? meta = null;
        try
        {
            var info = await _rpc.GetTransactionAsync(record.Signature, new ReadOptions(Commitment.Confirmed), cancellationToken).ConfigureAwait(false);
            meta = info?.Meta;
        }
        catch (Exception e) when (e is RpcException or RpcProtocolException or RpcUnreachableException or RpcOverloadedException or OperationCanceledException)
        {
            SendLog.StatusFailed(_logger, 1, e.Message);
        }

        return TransactionFailedException.Create(error, message, _options.ErrorNames, meta?.Logs ?? [], meta?.UnitsConsumed, record.Signature);
    }

    private async Task<(Hash Lifetime, ulong LastValid, ulong Slot)> FindLifetimeAsync(
        SendRequest request, Commitment commitment, CancellationToken cancellationToken)
    {
        var options = new ReadOptions(commitment);
        if (request.Nonce is { } nonce)
        {
            return (nonce.Value, ulong.MaxValue, await _rpc.GetSlotAsync(options, cancellationToken).ConfigureAwait(false));
        }

        var blockhash = await _rpc.GetLatestBlockhashAsync(options, cancellationToken).ConfigureAwait(false);
        return (blockhash.Hash, blockhash.LastValidBlockHeight, blockhash.ContextSlot);
    }

    private async Task<ulong> FindPriceAsync(SendRequest request, Message draft, CancellationToken cancellationToken)
    {
        if (request.Instructions.Any(ComputeBudgetPlan.IsBudget))
        {
            return 0;
        }

        Address[] writable = [.. draft.StaticAccounts.Where((_, place) => draft.IsWritable(place)).Take(128)];
        var fees = await _rpc.GetRecentPrioritizationFeesAsync(writable, cancellationToken).ConfigureAwait(false);
        return ComputeBudgetPlan.TypicalPrice(fees, _options.PriceFloorMicroLamports);
    }

    private static Message Compile(SendRequest request, Hash lifetime, ComputeBudgetPlan plan)
    {
        IEnumerable<Instruction> instructions = request.Instructions.Any(ComputeBudgetPlan.IsBudget)
            ? request.Instructions
            : [.. plan.Instructions(), .. request.Instructions];
        if (request.Nonce is { } nonce)
        {
            // The chain knows a nonce transaction by its first instruction.
            instructions = instructions.Prepend(SystemProgram.AdvanceNonce(nonce.Account, nonce.Authority));
        }

        Instruction[] all = [.. instructions];
        return request.LookupTables.Count > 0
            ? Message.CompileV0(request.FeePayer.Address, all, lifetime, request.LookupTables)
            : Message.CompileLegacy(request.FeePayer.Address, all, lifetime);
    }

    private static void RequireSize(Message message)
    {
        if (message.TransactionLength > Transaction.MaxLength)
        {
            throw new TransactionTooLargeException(message.TransactionLength);
        }
    }

    private static List<ISigner> Signers(SendRequest request) => [request.FeePayer, .. request.Signers];
}
