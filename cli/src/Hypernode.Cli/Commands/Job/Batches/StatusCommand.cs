using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Job.Batches;

internal sealed class StatusCommand : CliCommand
{
    private readonly Argument<string> _batch = BatchAccount.Argument();

    public StatusCommand()
        : base("status", "Show how the jobs of a batch stand.", "hypernode job batch status 6Rb3...", "hypernode job batch status 6Rb3... --json") => Arguments.Add(_batch);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var batch = await BatchAccount.ReadAsync(chain, call.Required(_batch), cancellationToken).ConfigureAwait(false);
        var children = (await BatchAccount.ChildrenAsync(chain, batch, cancellationToken).ConfigureAwait(false)).Select((child, index) => new JsonObject
        {
            ["index"] = index,
            ["job"] = child.Address.ToString(),
            ["state"] = child.Job?.State.ToString(),
            ["collected"] = BatchRecipes.IsCollected(batch.Value, (ushort)index),
        }).ToList();
        var facts = new Facts()
            .Address("batch", "batch", batch.Address)
            .Number("total", "jobs", batch.Value.Total)
            .Number("settled", "counted as paid", batch.Value.Settled)
            .Number("refunded", "counted as refunded", batch.Value.Refunded)
            .Hidden("jobs", new JsonArray([.. children]));
        foreach (var state in children.GroupBy(StateOf, StringComparer.Ordinal))
        {
            facts.Shown(state.Key, state.Count().ToString(CultureInfo.InvariantCulture));
        }

        call.Output.Facts("hypernode.job.batch.v1", facts);
    }

    private static string StateOf(JsonObject child) =>
        child["state"]?.ToString() ?? (child["collected"]!.GetValue<bool>() ? "counted and closed" : "not posted, or closed");
}
