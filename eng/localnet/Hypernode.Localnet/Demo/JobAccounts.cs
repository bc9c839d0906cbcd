using Hypernode.Client.Markets;
using Hypernode.Localnet.Chain;
using Hypernode.Solana.Addresses;

namespace Hypernode.Localnet.Demo;

/// <summary>Reads job accounts and waits for what becomes of them.</summary>
public static class JobAccounts
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>The job as it stands at `confirmed`; null when there is no account.</summary>
    public static async Task<Job?> ReadAsync(LocalChain chain, Address job, CancellationToken cancellationToken) =>
        (await chain.Rpc.GetAccountAsync(job, cancellationToken)).Value is { } account ? Job.DecodeAccount(account.Data.Span) : null;

    /// <summary>Waits until the job is in a state.</summary>
    /// <exception cref="DemoException">It ended otherwise, or time ran out.</exception>
    public static async Task<Job> WaitAsync(LocalChain chain, Address job, JobState wanted, TimeSpan patience, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var state = await ReadAsync(chain, job, cancellationToken);
            if (state is not null && state.State == wanted)
            {
                return state;
            }

            if (state is null || state.State >= JobState.Settled)
            {
                throw new DemoException($"the job is {(state is null ? "gone" : state.State.ToString())} instead of {wanted}");
            }

            if (TimeProvider.System.GetElapsedTime(start) > patience)
            {
                throw new DemoException($"the job is still {state.State} after {patience.TotalSeconds:0} s, not {wanted}");
            }

            await Task.Delay(LookPeriod, TimeProvider.System, cancellationToken);
        }
    }
}
