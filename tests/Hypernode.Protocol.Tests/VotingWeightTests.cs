using Hypernode.Client.Staking;
using Hypernode.Protocol.Governance;
using Hypernode.TestKit;

namespace Hypernode.Protocol.Tests;

public class VotingWeightTests
{
    private const ulong Weight = 7;
    private const ulong Previous = 5;

    [Test]
    public void WeightAtASlot_EqualsTheGoldenVectors()
    {
        foreach (var row in GoldenVectors.Rows("weight_at_slot"))
        {
            var position = Position(row.Number("changed_slot"), row.Number("before_slot"));
            UInt128? expected = (string)row["read"]! switch
            {
                "weight" => Weight,
                "previous" => Previous,
                "SnapshotLost" => null,
                var other => throw new InvalidDataException(other),
            };
            Assert.That(VotingWeight.At(position, row.Number("slot")), Is.EqualTo(expected), row.ToJsonString());
        }
    }

    private static Position Position(ulong weightSlot, ulong previousSlot) => new()
    {
        Version = 1,
        Bump = 255,
        Pledge = PledgeStatus.Free,
        BondIndex = 0,
        Owner = default,
        Index = 0,
        Amount = 7,
        UnbondingAmount = 0,
        WithdrawAt = 0,
        LockDays = 14,
        MultiplierBps = 10_000,
        LockedAt = 0,
        UnlockAt = 0,
        Weight = Weight,
        WeightSlot = weightSlot,
        PreviousWeight = Previous,
        PreviousSlot = previousSlot,
        Subject = default,
        ReleaseAt = 0,
        SlashedTotal = 0,
        RentPayer = default,
        Changes = 0,
        Reserved = new byte[12],
    };
}
