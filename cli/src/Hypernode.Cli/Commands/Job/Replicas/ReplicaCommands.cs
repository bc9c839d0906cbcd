using System.CommandLine;

namespace Hypernode.Cli.Commands.Job.Replicas;

/// <summary>The group <c>hypernode job replicas</c>.</summary>
internal static class ReplicaCommands
{
    public static Command Create() => new("replicas", "Jobs posted with --replicas: whose results must agree.")
    {
        new ShowCommand(),
        new TallyCommand(),
        new ApplyCommand(),
        new CloseCommand(),
    };
}
