using System.CommandLine;
using Hypernode.Client.Markets;

namespace Hypernode.Cli.Commands.Market;

/// <summary>Terms of a market as options; what is left out keeps the value it has.</summary>
internal sealed class MarketTermsOptions
{
    private readonly Option<string?> _price = new("--price-min") { Description = "Least HYPER a second.", HelpName = "AMOUNT" };
    private readonly Option<uint?> _minDuration = Seconds("--min-duration", "Shortest run.");
    private readonly Option<uint?> _maxDuration = Seconds("--max-duration", "Longest run; at most 30 days.");
    private readonly Option<uint?> _queue = Seconds("--queue-timeout", "Time an open job waits before it is refunded; 60 s to 7 days.");
    private readonly Option<uint?> _start = Seconds("--start-grace", "Time a node has to start; 10 s to 1 hour.");
    private readonly Option<uint?> _submit = Seconds("--submit-grace", "Time a node has to submit after the run; 30 s to 1 day.");
    private readonly Option<uint?> _challenge = Seconds("--challenge-window", "Time the requester has to object; 1 minute to 7 days.");
    private readonly Option<string?> _failedPay = new("--failed-pay") { Description = "Part of the price a failed run is paid, as 90% or 9000.", HelpName = "PART" };
    private readonly Option<ushort?> _gpus = new("--gpus") { Description = "Cards a node must have.", HelpName = "N" };
    private readonly Option<uint?> _vram = new("--vram-mib") { Description = "Memory of each card.", HelpName = "MIB" };
    private readonly Option<ushort?> _cores = new("--cpu-cores") { Description = "Processor cores a node must have.", HelpName = "N" };
    private readonly Option<uint?> _ram = new("--ram-mib") { Description = "Memory a node must have.", HelpName = "MIB" };
    private readonly Option<uint?> _disk = new("--disk-gib") { Description = "Disk a node must have.", HelpName = "GIB" };
    private readonly Option<byte?> _stakeTier = new("--stake-tier") { Description = "Capacity tier of the pledged stake, 1 to 4.", HelpName = "TIER" };
    private readonly Option<byte?> _reputation = new("--reputation-tier") { Description = "Reputation tier, 0 to 5.", HelpName = "TIER" };

    /// <summary>What a market has unless told otherwise.</summary>
    public static MarketTerms Defaults { get; } = new()
    {
        Verification = (byte)Verification.Plain,
        Requirements = new Requirements
        {
            GpuCount = 0,
            VramMib = 0,
            CpuCores = 1,
            RamMib = 64,
            DiskGib = 1,
            Region = 0,
            ArchMask = 0,
            VendorMask = 0,
            StakeTier = 1,
            ReputationTier = 0,
            ProofsMask = 0,
        },
        PriceMin = 1,
        MinDurationSeconds = 1,
        MaxDurationSeconds = 30 * 86_400,
        QueueTimeoutSeconds = 7_200,
        StartGraceSeconds = 120,
        SubmitGraceSeconds = 300,
        ChallengeWindowSeconds = 600,
        FailedPayBps = 9_000,
    };

    public IEnumerable<Option> All =>
        [_price, _minDuration, _maxDuration, _queue, _start, _submit, _challenge, _failedPay, _gpus, _vram, _cores, _ram, _disk, _stakeTier, _reputation];

    /// <summary>The terms with what the call changes.</summary>
    public MarketTerms Apply(Invocation call, MarketTerms terms) => terms with
    {
        PriceMin = call.Get(_price) is { } price ? Parsing.Amount(price).BaseUnits : terms.PriceMin,
        MinDurationSeconds = call.Get(_minDuration) ?? terms.MinDurationSeconds,
        MaxDurationSeconds = call.Get(_maxDuration) ?? terms.MaxDurationSeconds,
        QueueTimeoutSeconds = call.Get(_queue) ?? terms.QueueTimeoutSeconds,
        StartGraceSeconds = call.Get(_start) ?? terms.StartGraceSeconds,
        SubmitGraceSeconds = call.Get(_submit) ?? terms.SubmitGraceSeconds,
        ChallengeWindowSeconds = call.Get(_challenge) ?? terms.ChallengeWindowSeconds,
        FailedPayBps = call.Get(_failedPay) is { } part ? Parsing.BasisPoints(part) : terms.FailedPayBps,
        Requirements = terms.Requirements with
        {
            GpuCount = call.Get(_gpus) ?? terms.Requirements.GpuCount,
            VramMib = call.Get(_vram) ?? terms.Requirements.VramMib,
            CpuCores = call.Get(_cores) ?? terms.Requirements.CpuCores,
            RamMib = call.Get(_ram) ?? terms.Requirements.RamMib,
            DiskGib = call.Get(_disk) ?? terms.Requirements.DiskGib,
            StakeTier = call.Get(_stakeTier) ?? terms.Requirements.StakeTier,
            ReputationTier = call.Get(_reputation) ?? terms.Requirements.ReputationTier,
        },
    };

    private static Option<uint?> Seconds(string name, string description) => new(name) { Description = description, HelpName = "SECONDS" };
}
