namespace Hypernode.Protocol.Matching;

/// <summary>The capacity tiers of the staking program: what a pledge allows a node.</summary>
/// <param name="Thresholds">Least pledge of tiers 1 to 4, base units, rising.</param>
/// <param name="Runs">Runs at once that each tier allows.</param>
public sealed record CapacityTable(IReadOnlyList<ulong> Thresholds, IReadOnlyList<ushort> Runs)
{
    /// <summary>Tier and runs of a pledge; tier 0 below the first threshold.</summary>
    public (byte Tier, ushort Runs) Of(ulong pledged)
    {
        var tier = 0;
        while (tier < Thresholds.Count && pledged >= Thresholds[tier])
        {
            tier++;
        }

        return ((byte)tier, tier == 0 ? (ushort)0 : Runs[tier - 1]);
    }
}
