using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class HealthCommand : NodeAccountCommand
{
    private readonly Argument<CheckResult> _result;
    private readonly Option<string> _transcript;

    public HealthCommand()
        : base(
            "health",
            "Record that a check of the node passed or failed; the owner of an active validator signs.",
            "hypernode node health passed --node 6AqF... --transcript ./check.log",
            "hypernode node health failed --node 6AqF... --transcript ./check.log")
    {
        _result = Argument<CheckResult>("RESULT", "passed or failed.");
        _transcript = Transcript.Option();
        Options.Add(_transcript);
    }

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        var passed = signing.Call.Required(_result) == CheckResult.Passed;
        var digest = await EvidenceDigest.OfAsync(signing.Call.Required(_transcript), cancellationToken).ConfigureAwait(false);
        await ApplyAsync(
            signing, "record health", NodeRecipes.RecordHealth(node.Address, signing.Signer, passed, digest), "hypernode.node.health.v1", cancellationToken, (facts, after) => facts
            .Number("passed", "checks passed", after.HealthOk)
            .Number("failed", "checks failed", after.HealthFailed)
            .Time("lastHealthAt", "checked", after.LastHealthAt)).ConfigureAwait(false);
    }

    /// <summary>What a check found.</summary>
    private enum CheckResult
    {
        Passed = 1,
        Failed = 2,
    }
}
