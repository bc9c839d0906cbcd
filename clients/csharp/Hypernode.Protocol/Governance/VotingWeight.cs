using Hypernode.Client.Staking;

namespace Hypernode.Protocol.Governance;

/// <summary>What a position weighs in a vote.</summary>
public static class VotingWeight
{
    /// <summary>Weight at a slot: what it was before anything changed in that slot or later; null where two later changes forgot it.</summary>
    public static UInt128? At(Position position, ulong slot) =>
        position.WeightSlot < slot ? position.Weight : position.PreviousSlot < slot ? position.PreviousWeight : null;
}
