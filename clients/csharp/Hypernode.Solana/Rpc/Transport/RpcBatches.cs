using System.Text.Json;

namespace Hypernode.Solana.Rpc.Transport;

/// <summary>Sends many reads as JSON arrays; a node that refuses arrays gets single requests, a few at a time.</summary>
internal sealed class RpcBatches(RpcCaller caller)
{
    /// <summary>Most items of one array.</summary>
    public const int MaxItems = 100;

    /// <summary>Most bytes of one array.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int SinglesAtOnce = 8;

    // Longest parameters of any batched call (one signature and options) stay far below this.
    private const int BytesPerItem = 1_024;

    /// <summary>Results in the order of the calls; an item that fails in its batch is asked again alone.</summary>
    public async Task<IReadOnlyList<T>> CallAsync<T>(IReadOnlyList<RpcCall> calls, Func<JsonElement, T> parse, CancellationToken cancellationToken)
    {
        var results = new T[calls.Count];
        foreach (var chunk in calls.Index().Chunk(Math.Min(MaxItems, MaxBytes / BytesPerItem)))
        {
            var node = caller.Pool.Up[0];
            var outcomes = await caller.TryBatchAsync(node, [.. chunk.Select(c => c.Item)], parse, cancellationToken).ConfigureAwait(false);
            await Parallel.ForEachAsync(
                chunk.Index(),
                new ParallelOptions { MaxDegreeOfParallelism = SinglesAtOnce, CancellationToken = cancellationToken },
                async (item, token) =>
                {
                    var (place, (index, call)) = item;
                    results[index] = outcomes is not null && outcomes[place].Failure is null
                        ? outcomes[place].Value!
                        : await caller.CallAsync(call, parse, token).ConfigureAwait(false);
                }).ConfigureAwait(false);
        }

        return results;
    }
}
