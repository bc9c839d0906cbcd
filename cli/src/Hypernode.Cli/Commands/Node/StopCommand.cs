using System.CommandLine;
using Hypernode.Cli.Nodes;
using Hypernode.Protocol.Nodes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class StopCommand : CliCommand
{
    private readonly Option<string?> _folder = NodeOptions.Folder();
    private readonly Option<bool> _now;

    public StopCommand()
        : base("stop", "Stop the worker once its runs have ended.", "hypernode node stop", "hypernode node stop --now")
    {
        Options.Add(_folder);
        _now = Option<bool>("--now", "Kill the runs and give their jobs back.");
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var node = NodeFolder.Of(call.Get(_folder)).RequireInitialised();
        call.Output.Progress("waiting for the worker to end");
        StatusCommand.Show(call.Output, await new NodeControlClient(node.ControlSocket).StopAsync(call.Get(_now), cancellationToken).ConfigureAwait(false));
    }
}
