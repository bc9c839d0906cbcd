using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Model;
using Microsoft.Extensions.Logging;

namespace Hypernode.Solana.Sending;

/// <summary>Sends recorded bytes until the chain's verdict on them is known.</summary>
internal sealed class OutcomeFollower(
    SolanaRpcClient rpc, TransactionSenderOptions options, TimeProvider time, ILogger logger, ISignatureWatch? watch)
{
    private readonly InFlightStatuses _statuses = new(rpc, options.StatusPeriod, time, logger);

    /// <summary>The status in which it reached the commitment, failed ones included.</summary>
    /// <exception cref="TransactionExpiredException">It can never land.</exception>
    /// <exception cref="OperationCanceledException">Cancelled: the outcome is open.</exception>
    public async Task<SignatureStatus> FollowAsync(SendRecord record, Commitment commitment, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var follower = _statuses.Follow(record.Signature);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var seen = new SeenFlag();
        var broadcasting = BroadcastAsync(record, seen, over.Token);
        var watching = WatchAsync(record.Signature, commitment, over.Token);
        try
        {
            var expiring = FindExpiryAsync(record, over.Token);
            while (true)
            {
                var next = follower.NextAsync();
                if (await Task.WhenAny(next, expiring).WaitAsync(cancellationToken).ConfigureAwait(false) == expiring)
                {
                    await expiring.ConfigureAwait(false);
                    SendLog.Expired(logger, record.Purpose, record.Signature);
                    throw new TransactionExpiredException(record.Signature);
                }

                var status = await next.ConfigureAwait(false);
                seen.Value = status is not null;
                if (status is not null && status.Reached(commitment))
                {
                    Log(record, status, started);
                    return status;
                }
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(Quietly(broadcasting), Quietly(watching)).ConfigureAwait(false);
        }
    }

    private static async Task Quietly(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It was told to stop.
        }
    }

    private async Task BroadcastAsync(SendRecord record, SeenFlag seen, CancellationToken cancellationToken)
    {
        var send = new SendOptions(SkipPreflight: true, MaxRetries: 0, MinContextSlot: record.MinContextSlot);
        while (true)
        {
            if (!seen.Value)
            {
                var failures = await rpc.BroadcastTransactionAsync(record.Bytes, send, cancellationToken).ConfigureAwait(false);
                if (failures.Values.All(e => e is not null))
                {
                    SendLog.NotTaken(logger, record.Purpose, record.Signature, failures.Values.First()!.Message);
                }

                _statuses.Wake();
            }

            await Task.Delay(options.BroadcastPeriod, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WatchAsync(Signature signature, Commitment commitment, CancellationToken cancellationToken)
    {
        if (watch is not null)
        {
            await watch.WaitAsync(signature, commitment, cancellationToken).ConfigureAwait(false);
            _statuses.Wake();
        }
    }

    // Completes only when the transaction can never land: its time is over at a finalized height, and every node that
    // answers has itself passed that height and does not know the transaction.
    private async Task FindExpiryAsync(SendRecord record, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(options.HeightPeriod, time, cancellationToken).ConfigureAwait(false);
            try
            {
                if (await IsOverAsync(record, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (Exception e) when (e is RpcUnreachableException or RpcProtocolException or RpcException or RpcOverloadedException)
            {
                SendLog.StatusFailed(logger, 1, e.Message);
            }
        }
    }

    private async Task<bool> IsOverAsync(SendRecord record, CancellationToken cancellationToken)
    {
        HashSet<string>? past = null;
        if (record.Nonce is { } nonce)
        {
            var account = await rpc.GetAccountAsync(nonce.Account, new ReadOptions(Commitment.Finalized), null, cancellationToken).ConfigureAwait(false);
            if (NonceAccount.ReadValue(account.Value) == nonce.Value)
            {
                return false;
            }
        }
        else
        {
            var heights = await rpc.GetBlockHeightEverywhereAsync(Commitment.Finalized, cancellationToken).ConfigureAwait(false);
            past = heights.Where(h => h.Value > record.LastValidBlockHeight).Select(h => h.Key).ToHashSet(StringComparer.Ordinal);
            if (past.Count == 0)
            {
                return false;
            }
        }

        var known = await rpc.GetSignatureStatusEverywhereAsync(record.Signature, cancellationToken).ConfigureAwait(false);
        return known.Count > 0 && known.All(k => k.Value is null && (past is null || past.Contains(k.Key)));
    }

    private void Log(SendRecord record, SignatureStatus status, long started)
    {
        if (status.Error is { } error)
        {
            SendLog.Failed(logger, record.Purpose, record.Signature, status.Slot, error.ToString());
        }
        else
        {
            SendLog.Landed(logger, record.Purpose, record.Signature, status.Slot, time.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private sealed class SeenFlag
    {
        private volatile bool _value;

        public bool Value
        {
            get => _value;
            set => _value = value;
        }
    }
}
