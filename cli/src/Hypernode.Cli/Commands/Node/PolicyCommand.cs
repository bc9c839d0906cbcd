using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class PolicyCommand : NodeAccountCommand
{
    private const string ShareHelp = "cpu, gpu, vram, memory, storage or bandwidth, and the part that is offered, such as gpu=50%; may be repeated.";

    /// <summary>Order in which the chain stores the shares.</summary>
    private static readonly string[] Shares = ["cpu", "gpu", "vram", "memory", "storage", "bandwidth"];

    private readonly Option<PrivacyLevel?> _privacy;
    private readonly Option<string?> _group;
    private readonly Option<string?> _priceFloor;
    private readonly Option<ushort?> _maxRuns;
    private readonly Option<uint?> _minDuration;
    private readonly Option<uint?> _maxDuration;
    private readonly Option<string[]> _shares;
    private readonly Option<string?> _hours;

    public PolicyCommand()
        : base(
            "policy",
            "Change for whom, when and for how much the node works; running jobs keep their terms. Its authority may do anything, its operator only tighten.",
            "hypernode node policy --price-floor 0.002 --hours 'mon-fri 18-24, sat-sun 0-24'",
            "hypernode node policy --privacy private --share gpu=50%",
            "hypernode node policy --privacy privateNetwork --group 8Grp...")
    {
        _privacy = Option<PrivacyLevel?>("--privacy", "private, privateNetwork (members of --group), p2p (peers), publicNetwork (holders and attested persons) or fullPublic.");
        _group = Option<string?>("--group", "Group whose members a node at privateNetwork works for.", o => Named(o, "GROUP"));
        _priceFloor = Option<string?>("--price-floor", "Least HYPER a second.", o => Named(o, "AMOUNT"));
        _maxRuns = Option<ushort?>("--max-runs", "Runs at once, as far as the stake allows.", o => Named(o, "N"));
        _minDuration = Option<uint?>("--min-duration", "Shortest run.", o => Named(o, "SECONDS"));
        _maxDuration = Option<uint?>("--max-duration", "Longest run.", o => Named(o, "SECONDS"));
        _shares = Option<string[]>("--share", ShareHelp, o => Named(o, "NAME=PART"));
        _hours = Option<string?>("--hours", "When jobs may run, in UTC: always, or days with hours.", o => Named(o, "HOURS"));
    }

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        var before = NodeRecipes.PolicyOf(node.Value);
        var policy = Changed(signing.Call, before);
        if (policy == before)
        {
            throw new CliException(ExitCode.Usage, "nothing to change is named", "hypernode node policy --help");
        }

        await ApplyAsync(
            signing, "update policy", NodeRecipes.UpdatePolicy(node.Address, signing.Signer, policy), "hypernode.node.policy.v1", cancellationToken, (facts, after) => facts
            .Text("privacy", "privacy", after.Privacy.ToString())
            .Address("group", "group", after.Group == default ? null : after.Group)
            .Hyper("priceFloor", "least, a second", new HyperAmount(after.PriceFloor))
            .Number("maxRuns", "runs at once", after.MaxRuns)
            .Text("hours", "hours", NodeHours.Text(after.Hours))
            .Number("policyVersion", "policy version", after.PolicyVersion)).ConfigureAwait(false);
    }

    private NodePolicy Changed(Invocation call, NodePolicy policy) => policy with
    {
        Privacy = call.Get(_privacy) is { } privacy ? (byte)privacy : policy.Privacy,
        Group = call.Get(_group) is { } group ? Parsing.Address(group) : policy.Group,
        PriceFloor = call.Get(_priceFloor) is { } floor ? Parsing.Amount(floor).BaseUnits : policy.PriceFloor,
        MaxRuns = call.Get(_maxRuns) ?? policy.MaxRuns,
        MinDurationSeconds = call.Get(_minDuration) ?? policy.MinDurationSeconds,
        MaxDurationSeconds = call.Get(_maxDuration) ?? policy.MaxDurationSeconds,
        ShareBps = call.Get(_shares) is { Length: > 0 } shares ? WithShares(policy.ShareBps, shares) : policy.ShareBps,
        Hours = call.Get(_hours) is { } hours ? NodeHours.Parse(hours) : policy.Hours,
    };

    private static ushort[] WithShares(ushort[] before, string[] texts)
    {
        var shares = (ushort[])before.Clone();
        foreach (var text in texts)
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            var place = at > 0 ? Array.IndexOf(Shares, text[..at]) : -1;
            shares[place >= 0 ? place : throw new CliException(ExitCode.Usage, $"'{text}' names no share", ShareHelp)] = Parsing.BasisPoints(text[(at + 1)..]);
        }

        return shares;
    }

    private static Option<T> Named<T>(Option<T> option, string helpName)
    {
        option.HelpName = helpName;
        return option;
    }
}
