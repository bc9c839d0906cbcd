using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Nodes;
using Hypernode.Protocol.Nodes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class LogsCommand : CliCommand
{
    private readonly Option<string?> _folder = NodeOptions.Folder();
    private readonly Argument<string?> _run;
    private readonly Option<bool> _follow;

    public LogsCommand()
        : base("logs", "Print what a run of this node writes; by default the newest.", "hypernode node logs", "hypernode node logs hn-9xQe...-1-6AqF2mKd --follow")
    {
        Options.Add(_folder);
        _follow = Option<bool>("--follow", "Go on until the run ends.");
        _run = Argument<string?>("RUN", "Name of the run, or of its job.", argument =>
        {
            argument.Arity = ArgumentArity.ZeroOrOne;
            return argument;
        });
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var node = NodeFolder.Of(call.Get(_folder)).RequireInitialised();
        var lines = new JsonArray();
        var client = new NodeControlClient(node.ControlSocket);
        await foreach (var line in client.LogsAsync(call.Parse.GetValue(_run) ?? "", call.Get(_follow), 0, cancellationToken).ConfigureAwait(false))
        {
            if (call.Output.Json)
            {
                lines.Add(new JsonObject { ["sequence"] = line.Sequence, ["at"] = line.At, ["error"] = line.IsError, ["text"] = line.Text });
            }
            else
            {
                call.Output.Line(line.Text);
            }
        }

        call.Output.Result("hypernode.node.logs.v1", new JsonObject { ["lines"] = lines }, _ => { });
    }
}
