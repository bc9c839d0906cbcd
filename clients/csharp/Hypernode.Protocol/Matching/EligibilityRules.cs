namespace Hypernode.Protocol.Matching;

/// <summary>What the configs of markets and staking say about who may take a job.</summary>
/// <param name="EntriesPaused">The guardian paused what creates obligations.</param>
/// <param name="TierDelaySeconds">How long each reputation tier waits, Starter first.</param>
/// <param name="Capacity">What a pledge allows.</param>
public sealed record EligibilityRules(bool EntriesPaused, IReadOnlyList<ushort> TierDelaySeconds, CapacityTable Capacity);
