using System.CommandLine;

namespace Hypernode.Cli.Commands.Gov.Proposals;

/// <summary>The group <c>hypernode gov propose</c>.</summary>
internal static class ProposeCommands
{
    public static Command Create() => new("propose", "Open a proposal, store its calls and begin the vote. It takes a bond and a position that reaches the threshold.")
    {
        new ParameterCommand(),
        new SpendCommand(),
        new TextCommand(),
        new GuardianCommand(),
        new UpgradeCommand(),
        new CallCommand(),
        new HandOverCommand(),
    };
}
