using System.Text.Json.Nodes;
using Hypernode.Client.Governance;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Client.Rewards;
using Hypernode.Client.Slashing;
using Hypernode.Client.Staking;
using Hypernode.Client.Wire;
using Hypernode.Solana.Addresses;
using Hypernode.TestKit;

namespace Hypernode.Client.Tests;

/// <summary>Accounts and events that the programs themselves wrote, on a seeded local network and in the scenarios of the Rust kit.</summary>
public class RealBytesTests
{
    private static readonly string[] Programs = ["registry", "markets", "staking", "rewards", "slashing", "governance"];

    /// <summary>Bytes of each account as the specification prints them.</summary>
    private static readonly Dictionary<string, int> Sizes = new(StringComparer.Ordinal)
    {
        ["registry.Node"] = 715,
        ["registry.Reputation"] = 335,
        ["markets.Market"] = 166,
        ["markets.Job"] = 668,
        ["markets.FeeShard"] = 112,
        ["staking.Position"] = 234,
        ["staking.Bond"] = 206,
        ["staking.Totals"] = 118,
        ["rewards.State"] = 250,
        ["rewards.RewardAccount"] = 138,
        ["slashing.Report"] = 436,
        ["slashing.ReportVote"] = 125,
        ["governance.Proposal"] = 514,
        ["governance.Payload"] = 1_042,
        ["governance.Vote"] = 147,
    };

    [Test]
    public void Account_OfEveryType_HasItsSizeAndReadsBack([ValueSource(nameof(Programs))] string program)
    {
        foreach (var row in Rows("accounts", program))
        {
            var name = (string)row["type"]!;
            var type = GeneratedType.Find(program, name);
            var data = Convert.FromHexString((string)row["data"]!);
            var decoded = GeneratedType.Decode(type, "DecodeAccount", data);

            Assert.That(GeneratedType.Encode(decoded, "EncodeAccount"), Is.EqualTo(data), name);
            Assert.That(type.GetField("AccountSize")!.GetRawConstantValue(), Is.EqualTo(data.Length), name);
            Assert.That(data, Has.Length.EqualTo(Sizes.GetValueOrDefault($"{program}.{name}", data.Length)), name);
            Assert.That(type.GetProperty("Version")!.GetValue(decoded), Is.EqualTo((byte)1), name);
        }
    }

    [Test]
    public void Account_FieldsAndAddresses_AreThoseTheProgramWrote()
    {
        foreach (var (address, node) in All("registry", Registry.Node.DecodeAccount))
        {
            Assert.That(RegistryAddresses.FindNodeAddress(node.Registrant, node.Id), Is.EqualTo((address, node.Bump)));
            Assert.That(node.Status, Is.EqualTo(Registry.NodeStatus.Active));
            Assert.That(node.CpuCores, Is.Not.Zero);
        }

        foreach (var (address, reputation) in All("registry", Registry.Reputation.DecodeAccount))
        {
            Assert.That(RegistryAddresses.FindReputationAddress(reputation.Node), Is.EqualTo((address, reputation.Bump)));
            Assert.That(reputation.Tier, Is.EqualTo(Registry.Tier.Starter));
        }

        foreach (var (address, job) in All("markets", Job.DecodeAccount))
        {
            Assert.That(MarketsAddresses.FindJobAddress(job.Requester, job.Id), Is.EqualTo((address, job.Bump)));
            Assert.That(MarketsAddresses.FindEscrowAddress(address).Bump, Is.EqualTo(job.EscrowBump));
            Assert.That(job.State, Is.EqualTo(JobState.Open));
            Assert.That(job.Cap, Is.EqualTo(job.PricePerSecond * job.MaxRunSeconds));
            Assert.That(job.CloseReason, Is.EqualTo(CloseReason.None));
        }

        foreach (var (_, position) in All("staking", Position.DecodeAccount))
        {
            Assert.That(position.Weight, Is.EqualTo((UInt128)position.Amount * position.MultiplierBps / 10_000));
        }

        foreach (var (_, bond) in All("staking", Bond.DecodeAccount))
        {
            Assert.That(bond.Kind, Is.EqualTo(Staking.BondKind.Node));
            Assert.That(bond.Pledged, Is.Not.Zero);
        }
    }

    [Test]
    public void Filters_PointAtTheFieldTheyName()
    {
        var data = Convert.FromHexString((string)Rows("accounts", "markets").Single(row => (string)row["type"]! is "Job")["data"]!);
        var job = Job.DecodeAccount(data);
        Assert.That(Matches(MarketsFilters.JobBy.Discriminator, data), Is.True);
        Assert.That(Matches(MarketsFilters.JobBy.State(job.State), data), Is.True);
        Assert.That(Matches(MarketsFilters.JobBy.State(JobState.Settled), data), Is.False);
        Assert.That(Matches(MarketsFilters.JobBy.Requester(job.Requester), data), Is.True);
        Assert.That(Matches(MarketsFilters.JobBy.Market(job.Market), data), Is.True);
        Assert.That(Matches(MarketsFilters.JobBy.RentPayer(job.RentPayer), data), Is.True);
        Assert.That(Offset(MarketsFilters.JobBy.State(job.State)), Is.EqualTo(11));
        Assert.That(Offset(MarketsFilters.JobBy.Requester(default)), Is.EqualTo(36));
        Assert.That(Offset(MarketsFilters.JobBy.Market(default)), Is.EqualTo(68));
        Assert.That(Offset(MarketsFilters.JobBy.Node(default)), Is.EqualTo(100));
    }

    [Test]
    public void Event_OfEachProgram_IsASelfCallAndReadsBack([ValueSource(nameof(Programs))] string program)
    {
        foreach (var row in Rows("events", program))
        {
            var (callee, first) = (Address.Parse((string)row["program"]!), Address.Parse((string)row["firstAccount"]!));
            var data = Convert.FromHexString((string)row["data"]!);
            var found = new[]
            {
                RegistryEvents.DecodeSelfCall(callee, first, data),
                MarketsEvents.DecodeSelfCall(callee, first, data),
                StakingEvents.DecodeSelfCall(callee, first, data),
                RewardsEvents.DecodeSelfCall(callee, first, data),
                SlashingEvents.DecodeSelfCall(callee, first, data),
                GovernanceEvents.DecodeSelfCall(callee, first, data),
            }.Single(found => found is not null)!;
            Assert.That(found.EventName, Is.EqualTo((string)row["event"]!));
            Assert.That(found.EncodeEvent(), Is.EqualTo(data[SelfCall.TagLength..]));
        }
    }

    private static bool Matches(Solana.Rpc.Model.AccountFilter filter, byte[] data)
    {
        var memcmp = (Solana.Rpc.Model.AccountFilter.Memcmp)filter;
        return data.AsSpan((int)memcmp.Offset).StartsWith(memcmp.Bytes.Span);
    }

    private static int Offset(Solana.Rpc.Model.AccountFilter filter) => (int)((Solana.Rpc.Model.AccountFilter.Memcmp)filter).Offset;

    private static List<(Address Address, T Value)> All<T>(string program, DecodeData<T> decode)
    {
        var rows = Rows("accounts", program).Where(row => string.Equals((string)row["type"]!, typeof(T).Name, StringComparison.Ordinal)).ToList();
        Assert.That(rows, Is.Not.Empty, typeof(T).Name);
        return [.. rows.Select(row => (Address.Parse((string)row["address"]!), decode(Convert.FromHexString((string)row["data"]!))))];
    }

    private static List<JsonNode> Rows(string kind, string program)
    {
        var path = Path.Combine(RepositoryFolder.Path, "tests", "fixtures", kind, program + ".json");
        var rows = ((JsonArray)JsonNode.Parse(File.ReadAllText(path))!).Select(row => row!).ToList();
        Assert.That(rows, Is.Not.Empty);
        return rows;
    }

    private delegate T DecodeData<out T>(ReadOnlySpan<byte> data);
}
