using System.CommandLine;
using Hypernode.Cli.Commands.Market;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Protocol.Jobs;
using Hypernode.Protocol.Specs;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Job.Posting;

/// <summary>Where a job is posted and what is agreed with its node, as options.</summary>
internal sealed class TermsOptions
{
    private const long Mebibyte = 1024 * 1024;
    private const int MostPreferred = 3;

    /// <summary>Seconds from now in which the transaction must land; the program allows an hour.</summary>
    private const int ValidSeconds = 300;

    private readonly Option<string?> _market = new("--market") { Description = MarketAccount.Description, HelpName = "NAME|ADDRESS" };
    private readonly Option<string?> _price = new("--price") { Description = "HYPER for each second, as 0.01 or 10000u; default: the market's lowest.", HelpName = "AMOUNT" };
    private readonly Option<string[]> _preferred = new("--prefer") { Description = "Node that may accept at once; up to three.", HelpName = "NODE" };
    private readonly Option<int> _exclusive = Seconds("--exclusive-seconds", "Time in which only preferred nodes may accept.");
    private readonly Option<int> _slaStart = Seconds("--sla-start-seconds", "Time from acceptance to start after which --sla-credit is due; 0 = none agreed.");
    private readonly Option<string> _slaCredit = new("--sla-credit")
    {
        Description = "Part of the node's pay that returns for a late start, as 10% or 1000; at most 50%.",
        HelpName = "PART",
        DefaultValueFactory = _ => "0",
    };

    private readonly Option<int> _queueTimeout = Seconds("--queue-timeout", "Time the job waits for a node before it is refunded; 0 = the market's.");
    private readonly Option<string?> _orchestrator = new("--orchestrator")
    {
        Description = "Key that earns the matching share; without one it goes to the treasury.",
        HelpName = "ADDRESS",
    };

    public IEnumerable<Option> All => [_market, _price, _preferred, _exclusive, _slaStart, _slaCredit, _queueTimeout, _orchestrator];

    /// <summary>The market by name or address.</summary>
    public string Market(Invocation call) =>
        call.Get(_market) ?? throw new CliException(ExitCode.Usage, "no market is named", "pass --market; hypernode market list shows them");

    /// <summary>Price of a second: the user's, or this one.</summary>
    public HyperAmount Price(Invocation call, ulong otherwise) => call.Get(_price) is { } text ? Parsing.Amount(text) : new HyperAmount(otherwise);

    /// <summary>Refuses what an offer settles itself or does not cover.</summary>
    public void RequireFitForOffer(Invocation call)
    {
        if (call.Get(_market) is not null || call.Get(_preferred) is { Length: > 0 } || call.Required(_exclusive) > 0 || call.Required(_slaStart) > 0)
        {
            throw new CliException(
                ExitCode.Usage, "an offer has its own market and node and no credit for a late start", "leave --market, --prefer, --exclusive-seconds and --sla-start-seconds away");
        }
    }

    /// <summary>Time a job waits for a node.</summary>
    public uint QueueTimeout(Invocation call, Client.Markets.Market market) =>
        OwnQueueTimeout(call) is > 0 and var own ? own : market.QueueTimeoutSeconds;

    /// <summary>Terms of a job that stands alone.</summary>
    /// <param name="call">The call.</param>
    /// <param name="funder">Whose HYPER is locked.</param>
    /// <param name="spec">What runs.</param>
    /// <param name="price">Price of a second.</param>
    /// <param name="now">Unix seconds of the chain's clock.</param>
    public JobTerms Terms(Invocation call, Address funder, JobSpec spec, HyperAmount price, long now) => new()
    {
        PricePerSecond = price.BaseUnits,
        MaxRunSeconds = (uint)spec.MaxSeconds,
        QueueTimeoutSeconds = OwnQueueTimeout(call),
        ExclusiveSeconds = Parsing.Within<uint>(_exclusive.Name, call.Required(_exclusive), 0, int.MaxValue),
        SlaStartSeconds = Parsing.Within<uint>(_slaStart.Name, call.Required(_slaStart), 0, int.MaxValue),
        SlaCreditBps = SlaCredit(call),
        RoyaltyBps = 0,
        AuditBps = 0,
        Requirements = RequirementsOf(spec),
        Verification = (byte)Verification.Plain,
        Origin = (byte)Origin.Direct,
        Codec = 0,
        Sealed = false,
        Funder = funder,
        Orchestrator = call.Get(_orchestrator) is { } orchestrator ? Parsing.Address(orchestrator) : default,
        Group = default,
        Parent = default,
        ValidUntilAt = now + ValidSeconds,
    };

    /// <summary>Preferred nodes as the chain stores them.</summary>
    public ulong[] Preferred(Invocation call)
    {
        var nodes = call.Get(_preferred) ?? [];
        return nodes.Length <= MostPreferred
            ? [.. nodes.Select(node => JobExtensions.KeyPrefix(Parsing.Address(node)))]
            : throw new CliException(ExitCode.Usage, $"{nodes.Length} preferred nodes are more than {MostPreferred}", "name fewer with --prefer");
    }

    private uint OwnQueueTimeout(Invocation call) => Parsing.Within<uint>(_queueTimeout.Name, call.Required(_queueTimeout), 0, int.MaxValue);

    /// <summary>What a node must have for the spec; the market's own requirements are added by the program.</summary>
    private static Requirements RequirementsOf(JobSpec spec) => new()
    {
        GpuCount = 0,
        VramMib = 0,
        CpuCores = (ushort)((spec.Resources.CpuMillis + 999) / 1_000),
        RamMib = (uint)((spec.Resources.MemoryBytes + spec.Resources.TemporaryBytes + Mebibyte - 1) / Mebibyte),
        DiskGib = (uint)((spec.Outputs.MaxBytes + (1024 * Mebibyte) - 1) / (1024 * Mebibyte)),
        Region = 0,
        ArchMask = 0,
        VendorMask = 0,
        StakeTier = 0,
        ReputationTier = 0,
        ProofsMask = 0,
    };

    private ushort SlaCredit(Invocation call)
    {
        var credit = Parsing.BasisPoints(call.Required(_slaCredit));
        return (credit > 0) == (call.Required(_slaStart) > 0)
            ? credit
            : throw new CliException(ExitCode.Usage, "a credit for a late start needs both a time and a part", "pass --sla-start-seconds and --sla-credit together");
    }

    private static Option<int> Seconds(string name, string description) =>
        new(name) { Description = description, HelpName = "SECONDS", DefaultValueFactory = _ => 0 };
}
