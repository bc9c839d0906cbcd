using System.Numerics;
using Hypernode.Client.Rewards;

namespace Hypernode.Protocol.Settlements;

/// <summary>What a position has earned and not claimed, as the program will compute it when it is claimed.</summary>
public static class PendingRewards
{
    private const int FractionBits = 64;

    /// <summary>Base units due at a time: what was settled before, and the growth since; the stream of lump sums is released up to then.</summary>
    /// <param name="account">The position's reward account.</param>
    /// <param name="state">The accumulator.</param>
    /// <param name="minTotalWeight">From the Config of rewards: below it nothing is distributed.</param>
    /// <param name="now">Unix seconds of the chain's clock.</param>
    public static ulong Of(RewardAccount account, State state, UInt128 minTotalWeight, long now)
    {
        var growth = (BigInteger)AccumulatorAt(state, minTotalWeight, now) - (BigInteger)account.AccPaid;
        return checked(account.Pending + (ulong)(((BigInteger)account.Weight * growth) >> FractionBits));
    }

    private static UInt128 AccumulatorAt(State state, UInt128 minTotalWeight, long now)
    {
        var waiting = checked(state.Unallocated + Due(state, now));
        return waiting == 0 || state.TotalWeight < minTotalWeight
            ? state.Acc
            : state.Acc + ((((UInt128)waiting << FractionBits) + state.Remainder) / state.TotalWeight);
    }

    /// <summary>Part of the stream that is due, rounded down; all of it at its end.</summary>
    private static ulong Due(State state, long now)
    {
        if (now >= state.StreamEndAt)
        {
            return state.StreamLeft;
        }

        return now <= state.StreamLastAt
            ? 0
            : (ulong)((UInt128)state.StreamLeft * (ulong)(now - state.StreamLastAt) / (ulong)(state.StreamEndAt - state.StreamLastAt));
    }
}
