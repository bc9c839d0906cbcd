using System.Collections.Concurrent;
using System.Threading.Channels;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Model;
using Microsoft.Extensions.Logging;

namespace Hypernode.Solana.Sending;

/// <summary>Asks for the statuses of all transactions in flight together, and tells each follower its own.</summary>
/// <remarks>The loop runs only while something is followed.</remarks>
internal sealed class InFlightStatuses(SolanaRpcClient rpc, TimeSpan period, TimeProvider time, ILogger logger)
{
    private readonly ConcurrentDictionary<Signature, Follower> _followers = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _gate = new();
    private Task? _loop;

    /// <summary>Begins to follow; the caller awaits <see cref="Follower.NextAsync"/> and disposes it in the end.</summary>
    public Follower Follow(Signature signature)
    {
        var follower = new Follower(this, signature);
        if (!_followers.TryAdd(signature, follower))
        {
            throw new InvalidOperationException($"Transaction {signature} is followed already.");
        }

        lock (_gate)
        {
            _loop ??= Task.Run(RunAsync);
        }

        Wake();
        return follower;
    }

    /// <summary>Asks now instead of at the end of the period.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    private async Task RunAsync()
    {
        while (true)
        {
            foreach (var chunk in _followers.Values.Chunk(SolanaRpcClient.MaxStatuses))
            {
                await AskAsync(chunk).ConfigureAwait(false);
            }

            lock (_gate)
            {
                if (_followers.IsEmpty)
                {
                    _loop = null;
                    return;
                }
            }

            await WaitAsync().ConfigureAwait(false);
        }
    }

    private async Task WaitAsync()
    {
        using var limit = new CancellationTokenSource(period, time);
        try
        {
            await _wake.Reader.ReadAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The period is over.
        }
    }

    private async Task AskAsync(Follower[] followers)
    {
        try
        {
            var statuses = await rpc.GetSignatureStatusesAsync(
                [.. followers.Select(f => f.Signature)], searchHistory: false, CancellationToken.None).ConfigureAwait(false);
            for (var i = 0; i < followers.Length; i++)
            {
                followers[i].Publish(statuses.Value[i]);
            }
        }
        catch (Exception e) when (e is RpcUnreachableException or RpcProtocolException or RpcException or RpcOverloadedException)
        {
            // Silence of the nodes says nothing about the transactions: ask again.
            SendLog.StatusFailed(logger, followers.Length, e.Message);
        }
    }

    /// <summary>One followed transaction.</summary>
    internal sealed class Follower(InFlightStatuses owner, Signature signature) : IDisposable
    {
        private TaskCompletionSource<SignatureStatus?> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Signature Signature { get; } = signature;

        /// <summary>The next answer: the status, or null when the nodes know nothing.</summary>
        public Task<SignatureStatus?> NextAsync() => Volatile.Read(ref _next).Task;

        public void Publish(SignatureStatus? status)
        {
            var answered = Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously));
            answered.TrySetResult(status);
        }

        public void Dispose() => owner._followers.TryRemove(Signature, out _);
    }
}
