using System.Numerics;
using Hypernode.Client.Rewards;
using Hypernode.Protocol.Settlements;

namespace Hypernode.Protocol.Tests;

/// <summary>What a claim would pay, before it is sent.</summary>
public class PendingRewardTests
{
    private const ulong Hyper = 1_000_000;

    private static readonly State Empty = new()
    {
        Version = 1,
        Bump = 255,
        Acc = 0,
        TotalWeight = 0,
        Remainder = 0,
        Unallocated = 0,
        StreamLeft = 0,
        StreamLastAt = 0,
        StreamEndAt = 0,
        Allocated = 0,
        Claimed = 0,
        Compounded = 0,
        Burned = 0,
        IncentiveIn = 0,
        IncentiveOut = 0,
        ShardLabels = new uint[16],
        RentPayer = default,
        Changes = 0,
        Reserved = new byte[12],
    };

    private static RewardAccount Account(UInt128 weight, UInt128 accPaid = default, ulong pending = 0) => new()
    {
        Version = 1,
        Bump = 255,
        Position = default,
        Weight = weight,
        AccPaid = accPaid,
        Pending = pending,
        Claimed = 0,
        RentPayer = default,
        Changes = 0,
        Reserved = new byte[12],
    };

    [Test]
    public void PartOfADeposit_IsRoundedDown()
    {
        // 10,000 of 1,000,000 xHYPER share 50,000 HYPER: one base unit below 500 HYPER.
        var state = Empty with { TotalWeight = 1_000_000 * Hyper, Unallocated = 50_000 * Hyper };
        Assert.That(PendingRewards.Of(Account(10_000 * Hyper), state, 1, now: 0), Is.EqualTo(499_999_999));
    }

    [TestCase(0, 0ul)]
    [TestCase(3, 30ul)]
    [TestCase(9, 90ul)]
    [TestCase(10, 100ul)]
    [TestCase(50, 100ul)]
    public void Stream_IsReleasedLinearly(long now, ulong expected)
    {
        // A weight of one base unit takes all that is released, exactly.
        var state = Empty with { TotalWeight = 1, StreamLeft = 100, StreamEndAt = 10 };
        Assert.That(PendingRewards.Of(Account(1), state, 1, now), Is.EqualTo(expected));
    }

    [Test]
    public void BelowTheLeastWeight_NothingIsDistributed() =>
        Assert.That(PendingRewards.Of(Account(5, pending: 7), Empty with { TotalWeight = 9, Unallocated = 1_000 }, 10, now: 0), Is.EqualTo(7));

    [Test]
    public void AgreesWithBigIntegers([Values(1ul, 3ul, 999_983ul)] ulong weight, [Values(7ul, 1_000_003ul)] ulong waiting, [Values(0ul, 1ul << 40)] ulong remainder)
    {
        const ulong total = 1_000_000;
        var before = (UInt128)12_345 << 64;
        var state = Empty with { TotalWeight = total, Acc = before, Unallocated = waiting, Remainder = remainder % total };
        var acc = (BigInteger)before + ((((BigInteger)waiting << 64) + (BigInteger)state.Remainder) / total);
        var expected = ((BigInteger)weight * (acc - ((BigInteger)12_000 << 64))) >> 64;
        Assert.That((BigInteger)PendingRewards.Of(Account(weight, (UInt128)12_000 << 64), state, 1, now: 0), Is.EqualTo(expected));
    }
}
