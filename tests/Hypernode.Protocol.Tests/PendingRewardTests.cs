using System.Numerics;
using System.Text.Json.Nodes;
using Hypernode.Client.Rewards;
using Hypernode.Protocol.Settlements;
using Hypernode.TestKit;

namespace Hypernode.Protocol.Tests;

/// <summary>What a claim would pay, before it is sent.</summary>
public class PendingRewardTests
{
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
    public void Deposits_EqualTheGoldenVectors()
    {
        foreach (var row in GoldenVectors.Rows("accumulator"))
        {
            var weights = Numbers(row, "weights");
            var state = Empty with { TotalWeight = weights.Aggregate((UInt128)0, (sum, weight) => sum + weight) };
            foreach (var (deposit, pending) in Numbers(row, "deposits").Zip((JsonArray)row["pending_after"]!))
            {
                state = state with { Unallocated = state.Unallocated + deposit };
                var due = weights.Select(weight => PendingRewards.Of(Account(weight), state, row.Number("min_total_weight"), now: 0));
                Assert.That(due, Is.EqualTo(((JsonArray)pending!).Select(value => (ulong)value!)));
            }
        }
    }

    [Test]
    public void PartOfADeposit_EqualsTheGoldenVectors()
    {
        foreach (var row in GoldenVectors.Rows("accumulator_share"))
        {
            var state = Empty with { TotalWeight = row.Number("total_weight"), Unallocated = row.Number("deposit") };
            Assert.That(PendingRewards.Of(Account(row.Number("weight")), state, 1, now: 0), Is.EqualTo(row.Number("earned")));
        }
    }

    [Test]
    public void Stream_EqualsTheGoldenVectors()
    {
        foreach (var row in GoldenVectors.Rows("stream"))
        {
            // A weight of one base unit takes all that is released, exactly.
            var state = Empty with { TotalWeight = 1, StreamLeft = row.Number("amount"), StreamEndAt = (long)row["seconds"]! };
            var released = 0ul;
            foreach (var (at, part) in Numbers(row, "touched_at").Zip(Numbers(row, "released")))
            {
                released += part;
                Assert.That(PendingRewards.Of(Account(1), state, 1, (long)at), Is.EqualTo(released), $"at {at}");
            }
        }
    }

    [TestCase(0, 0ul)]
    [TestCase(9, 90ul)]
    [TestCase(50, 100ul)]
    public void Stream_IsReleasedLinearly(long now, ulong expected)
    {
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

    private static List<ulong> Numbers(JsonObject row, string field) => [.. ((JsonArray)row[field]!).Select(value => (ulong)value!)];
}
