namespace Hypernode.Protocol.Settlements;

/// <summary>The shares of a settlement in basis points.</summary>
/// <param name="TreasuryBps">Of the price, for the treasury.</param>
/// <param name="IncentiveBps">Of the price, for stakers and nodes.</param>
/// <param name="OrchestratorBps">Of the price, for the orchestrator.</param>
/// <param name="StakerBps">Of the price, for stakers, inside the incentive.</param>
/// <param name="RoyaltyBps">Of the operator's gross, for the template's publisher; 0 without one.</param>
/// <param name="CreditBps">Of the operator's gross, back to the funder; 0 when the run started in time.</param>
/// <param name="HasOrchestrator">Without one its part joins the treasury's.</param>
public sealed record SplitTerms(
    ushort TreasuryBps, ushort IncentiveBps, ushort OrchestratorBps, ushort StakerBps, ushort RoyaltyBps, ushort CreditBps, bool HasOrchestrator);
