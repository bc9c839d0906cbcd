using Hypernode.Client.Primitives;

namespace Hypernode.Protocol.Settlements;

/// <summary>The parts of a price in base units; all but <see cref="Staker"/> sum to the price.</summary>
/// <param name="Operator">For the node's payout; keeps the dust.</param>
/// <param name="Royalty">For the publisher of the template.</param>
/// <param name="Credit">Back to the funder for a late start.</param>
/// <param name="Treasury">For the treasury, with the orchestrator's part where there is none.</param>
/// <param name="Incentive">For stakers and nodes.</param>
/// <param name="Staker">Of the incentive, for stakers.</param>
/// <param name="Orchestrator">For the orchestrator.</param>
public sealed record Split(ulong Operator, ulong Royalty, ulong Credit, ulong Treasury, ulong Incentive, ulong Staker, ulong Orchestrator)
{
    /// <summary>Splits a price; each part is rounded down and the operator keeps the rest.</summary>
    /// <exception cref="OverflowException">The parts exceed the price.</exception>
    public static Split Floor(ulong price, SplitTerms terms)
    {
        var treasury = new BasisPoints(terms.TreasuryBps).FloorOf(price);
        var incentive = new BasisPoints(terms.IncentiveBps).FloorOf(price);
        var matching = new BasisPoints(terms.OrchestratorBps).FloorOf(price);
        var gross = checked(price - treasury - incentive - matching);
        var royalty = new BasisPoints(terms.RoyaltyBps).FloorOf(gross);
        var credit = new BasisPoints(terms.CreditBps).FloorOf(gross);
        return new Split(
            checked(gross - royalty - credit),
            royalty,
            credit,
            terms.HasOrchestrator ? treasury : checked(treasury + matching),
            incentive,
            new BasisPoints(terms.StakerBps).FloorOf(price),
            terms.HasOrchestrator ? matching : 0);
    }
}
