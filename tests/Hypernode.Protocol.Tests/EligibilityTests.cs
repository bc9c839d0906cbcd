using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Jobs;
using Hypernode.Protocol.Matching;
using Hypernode.Solana.Addresses;
using Hypernode.TestKit;
using Architecture = Hypernode.Client.Registry.Architecture;
using GpuVendor = Hypernode.Client.Registry.GpuVendor;
using PrivacyLevel = Hypernode.Client.Registry.PrivacyLevel;
using Tier = Hypernode.Client.Registry.Tier;

namespace Hypernode.Protocol.Tests;

/// <summary>Each row of the table: the node that just passes, and the code of the one that just does not.</summary>
public class EligibilityTests
{
    private const ulong Hyper = 1_000_000;
    private const long Now = 1_015;

    private static readonly Address NodeAddress = Jobs.Key(5);
    private static readonly Address Authority = Jobs.Key(6);
    private static readonly CapacityTable Capacity = new([100 * Hyper, 1_000 * Hyper, 10_000 * Hyper, 100_000 * Hyper], [1, 3, 10, 65_535]);
    private static readonly EligibilityRules Rules = new(false, [15, 8, 4, 2, 0], Capacity);

    [Test]
    public void Capacity_EqualsTheGoldenVectors()
    {
        foreach (var row in GoldenVectors.Rows("capacity"))
        {
            Assert.That(Capacity.Of(row.Number("pledged")), Is.EqualTo(((byte)row.Number("tier"), (ushort)row.Number("runs"))));
        }
    }

    [Test]
    public void Turn_EqualsTheGoldenVectors()
    {
        foreach (var row in GoldenVectors.Rows("stagger"))
        {
            var job = Jobs.Open() with { OpenedAt = (long)row["opened_at"]! };
            var candidate = Candidate() with { Tier = Enum.Parse<Tier>((string)row["tier"]!) };
            var from = (long)row["from_at"]!;
            Assert.That(Eligibility.Check(job, candidate, Rules, from).IsAccepted, Is.True);
            if (from > job.OpenedAt)
            {
                Assert.That(Eligibility.Check(job, candidate, Rules, from - 1).WaitUntil, Is.EqualTo(from));
            }
        }
    }

    [Test]
    public void Preferred_GoesAtOnce_OthersAfterTheExclusiveTime()
    {
        var job = Jobs.Open() with { ExclusiveSeconds = 100 };
        Assert.That(Eligibility.Check(job, Candidate(), Rules, Now).WaitUntil, Is.EqualTo(1_115));
        var preferred = job with { Preferred = [0, JobExtensions.KeyPrefix(NodeAddress), 0] };
        Assert.That(Eligibility.Check(preferred, Candidate(), Rules, 1_000).IsAccepted, Is.True);
    }

    [Test]
    public void Paused_Taken_Late_EachHasItsCode()
    {
        AssertRefused(MarketsError.EntriesPaused, Jobs.Open(), rules: Rules with { EntriesPaused = true });
        AssertRefused(MarketsError.JobNotOpen, Jobs.Assigned());
        AssertAccepted(Jobs.Open(), now: 8_200);
        AssertRefused(MarketsError.OpenDeadlinePassed, Jobs.Open(), now: 8_201);
    }

    [Test]
    public void Authority_ThatTriedBefore_IsRefused() =>
        AssertRefused(MarketsError.NodeAlreadyTried, Jobs.Open() with { PastAuthorities = [0, JobExtensions.KeyPrefix(Authority)] });

    [TestCase("gpu")]
    [TestCase("fingerprint")]
    [TestCase("vram")]
    [TestCase("cpu")]
    [TestCase("ram")]
    [TestCase("disk")]
    public void Hardware_OneBelowTheDemand_IsRefused(string what)
    {
        var needs = Jobs.Open().Requirements with { GpuCount = 2, VramMib = 1_024, CpuCores = 4, RamMib = 2_048, DiskGib = 10 };
        var job = Jobs.Open() with { Requirements = needs };
        var node = Node() with { GpuCount = 2, Fingerprints = 2, VramMib = 1_024, CpuCores = 4, RamMib = 2_048, DiskGib = 10 };
        AssertAccepted(job, node);
        var smaller = what switch
        {
            "gpu" => node with { GpuCount = 1 },
            "fingerprint" => node with { Fingerprints = 1 },
            "vram" => node with { VramMib = 1_023 },
            "cpu" => node with { CpuCores = 3 },
            "ram" => node with { RamMib = 2_047 },
            _ => node with { DiskGib = 9 },
        };
        AssertRefused(MarketsError.HardwareTooSmall, job, smaller);
    }

    [Test]
    public void ArchitectureVendorRegion_OutsideTheDemand_AreRefused()
    {
        var arm = Jobs.Open() with { Requirements = Jobs.Open().Requirements with { ArchMask = 1 << (int)Architecture.Arm64 } };
        AssertRefused(MarketsError.WrongArchitecture, arm);
        AssertAccepted(arm, Node() with { Architecture = Architecture.Arm64 });
        var amd = Jobs.Open() with { Requirements = Jobs.Open().Requirements with { VendorMask = 1 << (int)GpuVendor.Amd } };
        AssertRefused(MarketsError.WrongVendor, amd);
        AssertAccepted(amd, Node() with { GpuVendor = GpuVendor.Amd });
        var germany = Jobs.Open() with { Requirements = Jobs.Open().Requirements with { Region = 276 } };
        AssertRefused(MarketsError.WrongRegion, germany);
        AssertAccepted(germany, Node() with { Region = 276 });
    }

    [Test]
    public void ReputationAndStake_BelowTheDemand_AreRefused()
    {
        var silver = Jobs.Open() with { Requirements = Jobs.Open().Requirements with { ReputationTier = (byte)Tier.Silver } };
        AssertRefused(MarketsError.ReputationTooLow, silver, tier: Tier.Bronze);
        AssertAccepted(silver, tier: Tier.Silver);
        var staked = Jobs.Open() with { Requirements = Jobs.Open().Requirements with { StakeTier = 2 } };
        AssertRefused(MarketsError.StakeTooLow, staked, pledged: (1_000 * Hyper) - 1);
        AssertAccepted(staked, pledged: 1_000 * Hyper);
    }

    [Test]
    public void Price_AfterTheRoyalty_MeetsTheFloor()
    {
        AssertAccepted(Jobs.Open(), Node() with { PriceFloor = 100 });
        AssertRefused(MarketsError.PriceBelowFloor, Jobs.Open(), Node() with { PriceFloor = 101 });
        AssertRefused(MarketsError.PriceBelowFloor, Jobs.Open() with { RoyaltyBps = 100 }, Node() with { PriceFloor = 100 });
    }

    [Test]
    public void DurationAndHours_OutsideTheNodes_AreRefused()
    {
        AssertRefused(MarketsError.DurationRefused, Jobs.Open(), Node() with { MinDurationSeconds = 61 });
        AssertRefused(MarketsError.DurationRefused, Jobs.Open(), Node() with { MaxDurationSeconds = 59 });
        AssertAccepted(Jobs.Open(), Node() with { MinDurationSeconds = 60, MaxDurationSeconds = 60 });
        AssertRefused(MarketsError.OutsideHours, Jobs.Open(), Node() with { Hours = new byte[OpeningHours.Length] });
    }

    [Test]
    public void Hours_EqualTheGoldenVectors()
    {
        foreach (var row in GoldenVectors.Rows("hour_of_week"))
        {
            Assert.That(OpeningHours.BitOf((long)row["at"]!), Is.EqualTo((int)row["hour"]!));
        }
    }

    [Test]
    public void Hours_EveryHourOfTheRun_CountsToItsLastSecond()
    {
        var thursday = new byte[OpeningHours.Length];
        thursday[72 / 8] = 1 << (72 % 8);
        Assert.That(OpeningHours.OpenThroughout(thursday, 0, 3_600), Is.True);
        Assert.That(OpeningHours.OpenThroughout(thursday, 0, 3_601), Is.False);
        Assert.That(OpeningHours.OpenThroughout(thursday, 3_599, 1), Is.True);
        Assert.That(OpeningHours.OpenThroughout(thursday, 3_599, 2), Is.False);
    }

    private static void AssertAccepted(Job job, Node? node = null, Tier tier = Tier.Starter, ulong pledged = 0, long now = Now) =>
        Assert.That(Eligibility.Check(job, new Candidate(NodeAddress, node ?? Node(), tier, pledged), Rules, now), Is.EqualTo(EligibilityVerdict.Accept));

    private static void AssertRefused(
        MarketsError error, Job job, Node? node = null, Tier tier = Tier.Starter, ulong pledged = 0, long now = Now, EligibilityRules? rules = null) =>
        Assert.That(Eligibility.Check(job, new Candidate(NodeAddress, node ?? Node(), tier, pledged), rules ?? Rules, now).Refusal, Is.EqualTo(error));

    private static Candidate Candidate() => new(NodeAddress, Node(), Tier.Starter, 0);

    private static Node Node()
    {
        var data = new byte[Client.Registry.Node.AccountSize];
        Client.Registry.Node.AccountDiscriminator.CopyTo(data);
        data[10] = (byte)NodeStatus.Active;
        data[11] = (byte)PrivacyLevel.FullPublic;
        data[12] = (byte)Client.Registry.IdentityKind.Named;
        data[13] = (byte)GpuVendor.None;
        data[14] = (byte)Architecture.Amd64;
        return Client.Registry.Node.DecodeAccount(data) with
        {
            Authority = Authority,
            MaxDurationSeconds = 3_600,
            Hours = Enumerable.Repeat(byte.MaxValue, OpeningHours.Length).ToArray(),
        };
    }
}
