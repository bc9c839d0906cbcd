using System.CommandLine;

namespace Hypernode.Cli.Commands.Node.Fingerprints;

/// <summary>The group <c>hypernode node fingerprint</c>.</summary>
internal static class FingerprintCommands
{
    public static Command Create() => new("fingerprint", "Cards bound to a node, so that each is sold once.")
    {
        new BindCommand(),
        new ReleaseCommand(),
        new ListCommand(),
    };
}
