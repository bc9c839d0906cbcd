using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Content;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Jobs;
using Hypernode.Protocol.Specs;
using Hypernode.Solana.Tokens;

namespace Hypernode.Cli.Commands.Job;

internal sealed class PostCommand : CliCommand
{
    private const long Mebibyte = 1024 * 1024;

    private const int MostPreferred = 3;

    /// <summary>Seconds from now in which the transaction must land; the program allows an hour.</summary>
    private const int ValidSeconds = 300;

    private readonly Option<string> _market;
    private readonly Option<string> _image;
    private readonly Option<string[]> _inputs;
    private readonly Option<string[]> _environment;
    private readonly Option<int> _maxSeconds;
    private readonly Option<string?> _price;
    private readonly Option<int> _cpu;
    private readonly Option<int> _memory;
    private readonly Option<int> _temporary;
    private readonly Option<int> _output;
    private readonly Option<string[]> _preferred;
    private readonly Option<int> _exclusive;
    private readonly Option<int> _slaStart;
    private readonly Option<string> _slaCredit;
    private readonly Option<int> _queueTimeout;
    private readonly Option<string?> _orchestrator;
    private readonly Option<string?> _content = JobOptions.Content();
    private readonly Argument<string[]> _command;

    public PostCommand()
        : base(
            "post",
            "Post a job: pack its inputs, lock its price in an escrow, and let an eligible node run it.",
            "hypernode job post --market cpu-small --image .hypernode/rootfs.tar --input data=./data --max-seconds 60 -- sort -o /out/sorted /in/data/numbers",
            "hypernode job post --market cpu-small --image .hypernode/rootfs.tar --max-seconds 10 --yes --json -- /bin/sh -c 'echo hello > /out/hello'")
    {
        _market = Option<string>("--market", "Name (on a local network) or address of the market.", o => With(o, "NAME|ADDRESS", required: true));
        _image = Option<string>("--image", "Root file system: a tar, rootfs:CID, or repository@sha256:DIGEST.", o => With(o, "IMAGE", required: true));
        _inputs = Option<string[]>("--input", "Folder that the job reads at /in/NAME; may be repeated.", o => With(o, "NAME=FOLDER"));
        _environment = Option<string[]>("--env", "Variable of the job; may be repeated.", o => With(o, "NAME=VALUE"));
        _maxSeconds = Option<int>("--max-seconds", "Longest run; the price of all of it is locked.", o => With(o, "SECONDS", required: true));
        _price = Option<string?>("--price", "HYPER for each second, as 0.01 or 10000u; default: the market's lowest.", o => With(o, "AMOUNT"));
        _cpu = Option<int>("--cpu-millis", "Thousandths of a processor.", o => With(o, "N", 1_000));
        _memory = Option<int>("--memory-mib", "Memory of all processes together.", o => With(o, "N", 256));
        _temporary = Option<int>("--tmp-mib", "Size of /tmp.", o => With(o, "N", 16));
        _output = Option<int>("--output-mib", "Most that /out may hold.", o => With(o, "N", 256));
        _preferred = Option<string[]>("--prefer", "Node that may accept at once; up to three.", o => With(o, "NODE"));
        _exclusive = Option<int>("--exclusive-seconds", "Time in which only preferred nodes may accept.", o => With(o, "SECONDS", 0));
        _slaStart = Option<int>("--sla-start-seconds", "Time from acceptance to start after which --sla-credit is due; 0 = none agreed.", o => With(o, "SECONDS", 0));
        _slaCredit = Option<string>("--sla-credit", "Part of the node's pay that returns for a late start, as 10% or 1000; at most 50%.", o => With(o, "PART", "0"));
        _queueTimeout = Option<int>("--queue-timeout", "Time the job waits for a node before it is refunded; 0 = the market's.", o => With(o, "SECONDS", 0));
        _orchestrator = Option<string?>("--orchestrator", "Key that earns the matching share; without one it goes to the treasury.", o => With(o, "ADDRESS"));
        Options.Add(_content);
        _command = Argument<string[]>("COMMAND", "Program and arguments, after --. No shell comes in between.", argument =>
        {
            argument.Arity = ArgumentArity.OneOrMore;
            return argument;
        });
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var wallet = WalletReference.Of(call);
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var markets = new ProgramAccounts(chain.Rpc, MarketsProgram.Id);
        var marketAddress = chain.Network.MarketAddress(call.Required(_market));
        var market = await markets.FetchAsync<Client.Markets.Market>(marketAddress, cancellationToken).ConfigureAwait(false)
            ?? throw new CliException(ExitCode.NotFound, $"there is no market {marketAddress}", "hypernode market list");

        using var place = ContentPlace.Open(call.Get(_content), chain.Network, call.Time);
        var spec = await Draft(call).PublishAsync(place, call.Output.Progress, cancellationToken).ConfigureAwait(false);
        var price = call.Get(_price) is { } text ? Parsing.Amount(text) : new HyperAmount(market.Value.PriceMin);
        var cap = JobPrice.Cap(price, (uint)spec.MaxSeconds);
        var id = RandomNumberGenerator.GetBytes(16);
        var (job, _) = MarketsAddresses.FindJobAddress(wallet.Address, id);
        var post = MarketsInstructions.PostJob(
            new PostJobAccounts
            {
                Requester = wallet.Address,
                Funder = wallet.Address,
                Payer = wallet.Address,
                Market = marketAddress,
                Mint = chain.Network.Mint,
                FunderToken = AssociatedToken.Find(wallet.Address, chain.Network.Mint),
            },
            new PostJobArgs
            {
                Id = id,
                Digests = new JobDigests { Image = spec.Image.Digest, Input = spec.InputDigest, Spec = spec.Digest },
                Terms = Terms(call, wallet, spec, price, await chain.NowAsync(cancellationToken).ConfigureAwait(false) + ValidSeconds),
                Preferred = Preferred(call),
            });
        var sent = await new TransactionFlow(call, chain, wallet).SendAsync(
            "post job", [post], new Payment(cap, $"escrow of the job ({price} HYPER a second, {spec.MaxSeconds} s at most)"), cancellationToken).ConfigureAwait(false);

        var document = new JsonObject
        {
            ["job"] = job.ToString(),
            ["market"] = marketAddress.ToString(),
            ["cap"] = cap.BaseUnits.ToString(CultureInfo.InvariantCulture),
            ["specDigest"] = Convert.ToHexStringLower(spec.Digest),
            ["signature"] = sent.Signature.ToString(),
            ["slot"] = sent.Slot,
        };
        call.Output.Result("hypernode.job.posted.v1", document, output =>
        {
            output.Record([("job", job.ToString()), ("locked", $"{cap} HYPER"), ("signature", sent.Signature.ToString())]);
            output.Line($"Follow it: hypernode job show {job} --watch");
        });
    }

    private JobDraft Draft(Invocation call) => new()
    {
        Image = call.Required(_image),
        Command = call.Required(_command),
        Inputs = call.Get(_inputs) ?? [],
        Environment = (call.Get(_environment) ?? []).Select(Variable).ToDictionary(StringComparer.Ordinal),
        Outputs = new OutputBounds(Positive(_output, call) * Mebibyte, 10_000),
        Resources = new SpecResources(Positive(_cpu, call), Positive(_memory, call) * Mebibyte, call.Required(_temporary) * Mebibyte),
        MaxSeconds = Positive(_maxSeconds, call),
    };

    private JobTerms Terms(Invocation call, WalletReference wallet, JobSpec spec, HyperAmount price, long validUntilAt) => new()
    {
        PricePerSecond = price.BaseUnits,
        MaxRunSeconds = (uint)spec.MaxSeconds,
        QueueTimeoutSeconds = Parsing.Within<uint>(_queueTimeout.Name, call.Required(_queueTimeout), 0, int.MaxValue),
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
        Funder = wallet.Address,
        Orchestrator = call.Get(_orchestrator) is { } orchestrator ? Parsing.Address(orchestrator) : default,
        Group = default,
        Parent = default,
        ValidUntilAt = validUntilAt,
    };

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

    private ulong[] Preferred(Invocation call)
    {
        var nodes = call.Get(_preferred) ?? [];
        return nodes.Length <= MostPreferred
            ? [.. nodes.Select(node => JobExtensions.KeyPrefix(Parsing.Address(node)))]
            : throw new CliException(ExitCode.Usage, $"{nodes.Length} preferred nodes are more than {MostPreferred}", "name fewer with --prefer");
    }

    private static KeyValuePair<string, string> Variable(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0
            ? new KeyValuePair<string, string>(text[..at], text[(at + 1)..])
            : throw new CliException(ExitCode.Usage, $"'{text}' is not a variable", "write NAME=VALUE");
    }

    private static int Positive(Option<int> option, Invocation call) =>
        call.Required(option) is > 0 and var value ? value : throw new CliException(ExitCode.Usage, $"{option.Name} must be above zero");

    private static Option<T> With<T>(Option<T> option, string helpName, bool required = false)
    {
        option.HelpName = helpName;
        option.Required = required;
        return option;
    }

    private static Option<T> With<T>(Option<T> option, string helpName, T byDefault)
    {
        option.HelpName = helpName;
        option.DefaultValueFactory = _ => byDefault;
        return option;
    }
}
