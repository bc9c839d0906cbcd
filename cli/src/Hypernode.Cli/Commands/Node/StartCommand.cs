using System.CommandLine;
using Hypernode.Cli.Nodes;
using Hypernode.Protocol.Nodes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class StartCommand : CliCommand
{
    private readonly Option<string?> _folder = NodeOptions.Folder();

    public StartCommand()
        : base("start", "Run the worker of this node until it is stopped; Ctrl-C drains it.", "hypernode node start") => Options.Add(_folder);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var node = NodeFolder.Of(call.Get(_folder)).RequireInitialised();
        using var worker = WorkerProgram.Start("run", "--config", node.ConfigurationFile);
        var draining = cancellationToken.Register(() => _ = DrainAsync(node));
        await using (draining.ConfigureAwait(false))
        {
            // The worker decides when it is empty: it is never left behind by a command that was interrupted.
            await worker.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        if (worker.ExitCode != 0)
        {
            throw new CliException(
                Enum.IsDefined((ExitCode)worker.ExitCode) ? (ExitCode)worker.ExitCode : ExitCode.Internal,
                $"the worker ended with exit code {worker.ExitCode}", "its last lines above say why; hypernode node doctor checks this machine");
        }
    }

    private static async Task DrainAsync(NodeFolder node)
    {
        try
        {
            await new NodeControlClient(node.ControlSocket).StopAsync(now: false, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NodeControlException or IOException)
        {
            // It has ended already, or got the terminal's interrupt itself.
        }
    }
}
