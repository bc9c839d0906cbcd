using System.CommandLine;
using Hypernode.Cli.Nodes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class DoctorCommand : CliCommand
{
    private readonly Option<string?> _folder = NodeOptions.Folder();

    public DoctorCommand()
        : base("doctor", "Check what a node needs on this machine, and name the remedy of what is missing.", "hypernode node doctor", "hypernode node doctor --json") =>
        Options.Add(_folder);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var node = NodeFolder.Of(call.Get(_folder));
        List<string> arguments = ["doctor"];
        if (File.Exists(node.ConfigurationFile))
        {
            arguments.AddRange(["--config", node.ConfigurationFile]);
        }

        if (call.Output.Json)
        {
            arguments.Add("--json");
        }

        using var worker = WorkerProgram.Start(arguments);
        await worker.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (worker.ExitCode != 0)
        {
            throw new CliException(ExitCode.Environment, "this machine cannot run a node yet", "follow the remedies above");
        }
    }
}
