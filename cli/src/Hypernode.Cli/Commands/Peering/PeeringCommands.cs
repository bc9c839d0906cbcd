using System.CommandLine;

namespace Hypernode.Cli.Commands.Peering;

/// <summary>The group <c>hypernode peering</c>.</summary>
internal static class PeeringCommands
{
    public static Command Create() => new("peering", "A node and a requester that agree to work together: a node at P2P takes jobs of its peers only.")
    {
        new ProposeCommand(),
        new AcceptCommand(),
        new RevokeCommand(),
        new ListCommand(),
    };
}
