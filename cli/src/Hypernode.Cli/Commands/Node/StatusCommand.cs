using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Nodes;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Nodes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class StatusCommand : CliCommand
{
    private readonly Option<string?> _folder = NodeOptions.Folder();

    public StatusCommand()
        : base("status", "Ask the running worker what it does.", "hypernode node status", "hypernode node status --json") => Options.Add(_folder);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var node = NodeFolder.Of(call.Get(_folder)).RequireInitialised();
        Show(call.Output, await new NodeControlClient(node.ControlSocket).StatusAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A worker's answer, as JSON or tables.</summary>
    public static void Show(Output output, WorkerStatus status)
    {
        var document = new JsonObject
        {
            ["node"] = status.Node,
            ["operator"] = status.Operator,
            ["onChain"] = status.OnChain,
            ["isolation"] = status.Isolation,
            ["draining"] = new JsonArray([.. status.Draining.Select(reason => JsonValue.Create(reason))]),
            ["quarantined"] = new JsonArray([.. status.Quarantined.Select(run => JsonValue.Create(run))]),
            ["runs"] = new JsonArray([.. status.Runs.Select(run => new JsonObject
            {
                ["name"] = run.Name,
                ["job"] = run.Job,
                ["attempt"] = run.Attempt,
                ["phase"] = run.Phase,
            })]),
        };
        output.Result("hypernode.node.status.v1", document, o =>
        {
            o.Record(
            [
                ("node", status.Node),
                ("on chain", status.OnChain),
                ("isolation", status.Isolation),
                ("accepting", status.Draining.Count == 0 ? "yes" : $"no: {string.Join(", ", status.Draining)}"),
            ]);
            if (status.Runs.Count > 0)
            {
                o.Table(["run", "job", "attempt", "phase"], status.Runs.Select(run => (string[])
                    [run.Name, run.Job, run.Attempt.ToString(CultureInfo.InvariantCulture), run.Phase]));
            }
        });
    }
}
