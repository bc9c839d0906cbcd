using System.CommandLine;
using System.CommandLine.Help;
using Hypernode.Cli.Commands.Attest;
using Hypernode.Cli.Commands.Credit;
using Hypernode.Cli.Commands.Gov;
using Hypernode.Cli.Commands.Group;
using Hypernode.Cli.Commands.Identity;
using Hypernode.Cli.Commands.Issuer;
using Hypernode.Cli.Commands.Job;
using Hypernode.Cli.Commands.Market;
using Hypernode.Cli.Commands.Name;
using Hypernode.Cli.Commands.Node;
using Hypernode.Cli.Commands.Peering;
using Hypernode.Cli.Commands.Session;
using Hypernode.Cli.Commands.Slash;
using Hypernode.Cli.Commands.Stake;
using Hypernode.Cli.Commands.Template;
using Hypernode.Cli.Commands.Tx;
using Hypernode.Cli.Commands.Wallet;

namespace Hypernode.Cli.Commands;

/// <summary>The tree of commands.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs; the process exits with what this returns.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, InvocationConfiguration? configuration = null)
    {
        configuration ??= new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        var parse = Root().Parse(arguments);
        if (parse.Errors.Count > 0 && parse.Action is not HelpWithExamples)
        {
            foreach (var error in parse.Errors)
            {
                await configuration.Error.WriteLineAsync($"error: {error.Message}").ConfigureAwait(false);
            }

            await configuration.Error.WriteLineAsync($"  do:  {CommandPath(parse.CommandResult)} --help").ConfigureAwait(false);
            return (int)ExitCode.Usage;
        }

        return await parse.InvokeAsync(configuration).ConfigureAwait(false);
    }

    /// <summary>The whole tree; the reference in docs is written from it.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("Hypernode: an open marketplace for GPU compute, paid in HYPER on Solana.");
        GlobalOptions.AddTo(root);
        root.Add(WalletCommands.Create());
        root.Add(MarketCommands.Create());
        root.Add(JobCommands.Create());
        root.Add(TemplateCommands.Create());
        root.Add(SessionCommands.Create());
        root.Add(CreditCommands.Create());
        root.Add(StakeCommands.Create());
        root.Add(GovCommands.Create());
        root.Add(SlashCommands.Create());
        root.Add(NodeCommands.Create());
        root.Add(GroupCommands.Create());
        root.Add(PeeringCommands.Create());
        root.Add(NameCommands.Create());
        root.Add(IssuerCommands.Create());
        root.Add(AttestCommands.Create());
        root.Add(IdentityCommands.Create());
        root.Add(TxCommands.Create());
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private static string CommandPath(System.CommandLine.Parsing.CommandResult? command)
    {
        var names = new List<string>();
        for (; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Insert(0, command.Parent is null ? "hypernode" : command.Command.Name);
        }

        return string.Join(' ', names);
    }
}
