using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Protocol.Jobs;

namespace Hypernode.Protocol.Settlements;

/// <summary>What settling a submitted job pays, as the program will compute it.</summary>
/// <param name="Price">Cost of the run.</param>
/// <param name="Parts">Who gets what of the price.</param>
/// <param name="Refund">What returns to the funder: the rest of the escrow, with the credit and stray deposits.</param>
public sealed record Settlement(ulong Price, Split Parts, ulong Refund)
{
    /// <summary>The settlement of a job as it stands.</summary>
    /// <param name="job">A job that was submitted.</param>
    /// <param name="escrow">Balance of its escrow, base units.</param>
    /// <exception cref="OverflowException">The escrow holds less than the price: the job is no longer live.</exception>
    public static Settlement Of(Job job, ulong escrow)
    {
        var price = RunPrice.Of(job.PricePerSecond, job.MeteredSeconds, job.Cap, job.ProgramFailed(), new BasisPoints(job.FailedPayBps));
        var parts = Split.Floor(price, TermsOf(job));
        return new Settlement(price, parts, checked(escrow - price + parts.Credit));
    }

    /// <summary>The shares a job stores. No template exists yet, so nothing is due to a publisher.</summary>
    public static SplitTerms TermsOf(Job job) => new(
        job.TreasuryBps,
        job.IncentiveBps,
        job.OrchestratorBps,
        job.StakerBps,
        0,
        job.StartedLate() ? job.SlaCreditBps : (ushort)0,
        job.Orchestrator != default);
}
