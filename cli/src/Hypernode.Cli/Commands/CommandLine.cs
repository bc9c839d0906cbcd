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
    private static readonly OrderedDictionary<string, Func<Command>> Groups = new(StringComparer.Ordinal)
    {
        ["wallet"] = WalletCommands.Create,
        ["market"] = MarketCommands.Create,
        ["job"] = JobCommands.Create,
        ["template"] = TemplateCommands.Create,
        ["session"] = SessionCommands.Create,
        ["credit"] = CreditCommands.Create,
        ["stake"] = StakeCommands.Create,
        ["gov"] = GovCommands.Create,
        ["slash"] = SlashCommands.Create,
        ["node"] = NodeCommands.Create,
        ["group"] = GroupCommands.Create,
        ["peering"] = PeeringCommands.Create,
        ["name"] = NameCommands.Create,
        ["issuer"] = IssuerCommands.Create,
        ["attest"] = AttestCommands.Create,
        ["identity"] = IdentityCommands.Create,
        ["tx"] = TxCommands.Create,
    };

    /// <summary>Parses and runs; the process exits with what this returns.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, InvocationConfiguration? configuration = null)
    {
        configuration ??= new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        var parse = Root(arguments).Parse(arguments);
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
    public static RootCommand Root() => Root(Groups.Values);

    /// <summary>As much of the tree as a command line needs: building all of it is a tenth of a short command's time.</summary>
    private static RootCommand Root(IReadOnlyList<string> arguments) =>
        Root(arguments.Count > 0 && Groups.TryGetValue(arguments[0], out var named) ? [named] : Groups.Values);

    private static RootCommand Root(IEnumerable<Func<Command>> groups)
    {
        var root = new RootCommand("Hypernode: an open marketplace for GPU compute, paid in HYPER on Solana.");
        GlobalOptions.AddTo(root);
        foreach (var create in groups)
        {
            root.Add(create());
        }

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
