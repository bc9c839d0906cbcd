using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Matching;
using Hypernode.Solana.Addresses;
using Hypernode.Worker.Chain;
using Architecture = Hypernode.Client.Registry.Architecture;
using GpuVendor = Hypernode.Client.Registry.GpuVendor;
using PrivacyLevel = Hypernode.Client.Registry.PrivacyLevel;
using Tier = Hypernode.Client.Registry.Tier;

namespace Hypernode.Worker.Tests.Chain;

/// <summary>Accounts to start a test from: an open job that asks for nothing and an idle node that takes everything.</summary>
internal static class Accounts
{
    public const ulong PostedSlot = 77;
    public const uint MaxRunSeconds = 60;
    public const uint StartGraceSeconds = 120;
    public const uint SubmitGraceSeconds = 300;
    public const uint ChallengeWindowSeconds = 20;
    public const uint QueueTimeoutSeconds = 7_200;
    public const ulong LeastPledge = 100;

    public static readonly Address JobAddress = Key(1);
    public static readonly Address NodeAddress = Key(2);
    public static readonly Address Operator = Key(3);
    public static readonly Address Market = Key(4);

    public static Address Key(byte value) => new(Enumerable.Repeat(value, Address.Length).ToArray());

    public static JobView OpenJob(long openedAt)
    {
        var data = new byte[Job.AccountSize];
        Job.AccountDiscriminator.CopyTo(data);
        data[11] = (byte)JobState.Open;
        data[12] = (byte)Verification.Plain;
        data[13] = (byte)Origin.Direct;
        return new JobView(JobAddress, Job.DecodeAccount(data) with
        {
            AttemptsMax = 3,
            Market = Market,
            PostedSlot = PostedSlot,
            OpenedAt = openedAt,
            MaxRunSeconds = MaxRunSeconds,
            QueueTimeoutSeconds = QueueTimeoutSeconds,
            StartGraceSeconds = StartGraceSeconds,
            SubmitGraceSeconds = SubmitGraceSeconds,
            ChallengeWindowSeconds = ChallengeWindowSeconds,
        });
    }

    public static NodeView IdleNode(long heartbeatAt)
    {
        var data = new byte[Node.AccountSize];
        Node.AccountDiscriminator.CopyTo(data);
        data[10] = (byte)NodeStatus.Active;
        data[11] = (byte)PrivacyLevel.FullPublic;
        data[12] = (byte)IdentityKind.Named;
        data[13] = (byte)GpuVendor.None;
        data[14] = (byte)Architecture.Amd64;
        var node = Node.DecodeAccount(data) with
        {
            Authority = Key(5),
            Operator = Operator,
            MaxRuns = 3,
            MaxDurationSeconds = 3_600,
            CpuCores = 64,
            RamMib = 1 << 20,
            DiskGib = 1 << 10,
            LastHeartbeatAt = heartbeatAt,
            Hours = Enumerable.Repeat(byte.MaxValue, OpeningHours.Length).ToArray(),
        };
        var rules = new EligibilityRules(EntriesPaused: false, TierDelaySeconds: [15, 8, 4, 2, 0], new CapacityTable([LeastPledge], [3]));
        return new NodeView(new Candidate(NodeAddress, node, Tier.Diamond, LeastPledge), rules, OfflineAfterSeconds: 900, OperatorLamports: 1_000_000_000);
    }

    public static NodeView With(this NodeView view, Func<Node, Node> change) => view with { Candidate = view.Candidate with { Node = change(view.Candidate.Node) } };

    public static JobView With(this JobView view, Func<Job, Job> change) => view with { Account = change(view.Account) };

    public static JobView Needing(this JobView view, Func<PodRequirements, PodRequirements> change) => view.With(job => job with { Requirements = change(job.Requirements) });
}
