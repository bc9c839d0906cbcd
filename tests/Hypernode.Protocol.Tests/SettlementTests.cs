using System.Numerics;
using System.Text.Json.Nodes;
using Hypernode.Client.Primitives;
using Hypernode.Protocol.Settlements;
using Hypernode.TestKit;

namespace Hypernode.Protocol.Tests;

public class SettlementTests
{
    private const int Seed = 77;

    /// <summary>Part of the price that the failed run of the table pays, basis points.</summary>
    private const ushort FailedPay = 5_000;

    [Test]
    public void Split_EqualsTheGoldenVectors()
    {
        foreach (var row in GoldenVectors.Rows("split"))
        {
            var split = Split.Floor(row.Number("price"), new SplitTerms(1_000, 500, 500, 100, 0, 0, HasOrchestrator: true));
            Assert.That(split, Is.EqualTo(new Split(
                row.Number("operator"), 0, 0, row.Number("treasury"), row.Number("incentive"), row.Number("staker"), row.Number("orchestrator"))));
        }
    }

    [Test]
    public void PriceAndSplit_EqualTheGoldenVectors()
    {
        foreach (var row in GoldenVectors.Rows("settlement"))
        {
            var price = RunPrice.Of(
                row.Number("price_per_second"), (uint)row.Number("metered_seconds"), row.Number("cap"), row.Number("exit_code") != 0, new BasisPoints(FailedPay));
            var terms = new SplitTerms(1_000, 500, 500, 100, (ushort)row.Number("royalty_bps"), (ushort)row.Number("credit_bps"), (bool)row["has_orchestrator"]!);
            Assert.That(price, Is.EqualTo(row.Number("price")));
            var split = Split.Floor(price, terms);
            Assert.That(split, Is.EqualTo(ExpectedSplit(row)));
            Assert.That(row.Number("cap") - price + split.Credit, Is.EqualTo(row.Number("funder")));
        }
    }

    [Test]
    public void Settlement_OfAJob_ReadsWhatTheJobStores()
    {
        var row = GoldenVectors.Rows("settlement")[0];
        var job = Jobs.Submitted() with
        {
            PricePerSecond = row.Number("price_per_second"),
            MeteredSeconds = (uint)row.Number("metered_seconds"),
            MaxRunSeconds = 7_200,
            Cap = row.Number("cap"),
            Orchestrator = Jobs.Key(9),
        };
        var settlement = Settlement.Of(job, job.Cap + 5);
        Assert.That(settlement, Is.EqualTo(new Settlement(row.Number("price"), ExpectedSplit(row), row.Number("funder") + 5)));
    }

    [Test]
    public void Settlement_FailedStoppedLate_EachChangesThePrice()
    {
        var job = Jobs.Submitted() with { PricePerSecond = 10, MeteredSeconds = 100, MaxRunSeconds = 1_000, Cap = 10_000, FailedPayBps = 9_000 };
        Assert.That(Settlement.Of(job, 10_000).Price, Is.EqualTo(1_000));
        Assert.That(Settlement.Of(job with { ExitCode = 1 }, 10_000).Price, Is.EqualTo(900));
        Assert.That(Settlement.Of(job with { ExitCode = 1, Flags = 1 }, 10_000).Price, Is.EqualTo(1_000), "stopped by the requester");
        Assert.That(Settlement.Of(job with { ExitCode = 124, MeteredSeconds = 1_000 }, 10_000).Price, Is.EqualTo(10_000), "killed at its limit");
        var late = job with { SlaStartSeconds = 10, SlaCreditBps = 1_000, AssignedAt = 100, StartedAt = 111 };
        Assert.That(Settlement.Of(late, 10_000).Parts.Credit, Is.EqualTo(80));
        Assert.That(Settlement.Of(late with { StartedAt = 110 }, 10_000).Parts.Credit, Is.Zero);
        Assert.That(() => Settlement.Of(job, 999), Throws.TypeOf<OverflowException>());
    }

    [Test]
    public void Split_OfAnyPrice_MatchesBigIntegersAndLosesNothing()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 10_000; i++)
        {
            var price = (ulong)random.NextInt64((long)RunPrice.MaxCap + 1);
            var terms = new SplitTerms(
                (ushort)random.Next(2_001), (ushort)random.Next(1_501), (ushort)random.Next(1_001), (ushort)random.Next(100), (ushort)random.Next(2_001), (ushort)random.Next(5_001), random.Next(2) == 0);
            var split = Split.Floor(price, terms);
            Assert.That(split.Operator + split.Royalty + split.Credit + split.Treasury + split.Incentive + split.Orchestrator, Is.EqualTo(price), $"seed {Seed}, case {i}");
            var matching = Part(price, terms.OrchestratorBps);
            var gross = price - Part(price, terms.TreasuryBps) - Part(price, terms.IncentiveBps) - matching;
            Assert.That((BigInteger)split.Royalty, Is.EqualTo(Part(gross, terms.RoyaltyBps)));
            Assert.That((BigInteger)split.Credit, Is.EqualTo(Part(gross, terms.CreditBps)));
            Assert.That((BigInteger)split.Treasury, Is.EqualTo(Part(price, terms.TreasuryBps) + (terms.HasOrchestrator ? 0 : matching)));
            Assert.That((BigInteger)split.Staker, Is.EqualTo(Part(price, terms.StakerBps)));
        }
    }

    [TestCase(1_000_000_000_000_000UL, 1U, 1_000_000_000_000_000UL)]
    [TestCase(1_000_000_000_000_001UL, 1U, null)]
    [TestCase(ulong.MaxValue, uint.MaxValue, null)]
    [TestCase(277UL, 7_200U, 1_994_400UL)]
    public void Cap_AboveTheBound_IsNone(ulong price, uint seconds, ulong? cap) => Assert.That(RunPrice.Cap(price, seconds), Is.EqualTo(cap));

    [Test]
    public void FeesAndBonds_RoundTheirOwnWay()
    {
        Assert.That(RunPrice.VerificationFee(101, new BasisPoints(500)), Is.EqualTo(6));
        Assert.That(RunPrice.ChallengeBond(109, new BasisPoints(1_000), 10), Is.EqualTo(10));
        Assert.That(RunPrice.ChallengeBond(119, new BasisPoints(1_000), 10), Is.EqualTo(11));
    }

    private static Split ExpectedSplit(JsonObject row) => new(
        row.Number("operator"),
        row.Number("royalty"),
        row.Number("credit"),
        row.Number("treasury"),
        row.Number("incentive"),
        row.Number("staker"),
        row.Number("orchestrator"));

    private static BigInteger Part(BigInteger of, ushort bps) => of * bps / 10_000;
}
