using System.CommandLine;
using System.Text;
using Hypernode.Cli.Commands;

namespace Hypernode.Cli.Tests;

/// <summary>The page of docs that lists every command, written from the commands themselves.</summary>
internal static class CommandReference
{
    public static string Write(RootCommand root)
    {
        var page = new StringBuilder();
        Line(page, "# Command line");
        Line(page);
        Line(page, "Written from the commands themselves: `hypernode COMMAND --help` says the same. A test compares this page with them.");
        Line(page);
        Line(page, "## Everywhere");
        Line(page);
        Line(page, "- Results go to standard output: tables for people, with `--json` one document whose member `schema` names its form.");
        Line(page, "  Progress, questions and errors go to standard error. Amounts in documents are base units as decimal strings.");
        Line(page, "- Amounts are written as HYPER (`1.5`, at most six decimals) or base units (`1500000u`).");
        Line(page, "- Before anything is signed the transaction is simulated, and every account it changes is shown field by field, with the fee and");
        Line(page, "  what the wallet keeps. `--yes` answers the question up to 10,000 HYPER; above that the amount is typed.");
        Line(page);
        Line(page, "| exit code | meaning |");
        Line(page, "|---|---|");
        foreach (var (code, meaning) in ExitCodes)
        {
            Line(page, $"| {(int)code} | {meaning} |");
        }

        Line(page);
        Options(page, root);
        foreach (var group in root.Subcommands)
        {
            Line(page, $"## {group.Name}");
            Line(page);
            Line(page, group.Description!);
            Line(page);
            foreach (var (path, command) in CommandTree.Leaves(group, $"hypernode {group.Name}"))
            {
                Command(page, path, command);
            }
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static readonly (ExitCode Code, string Meaning)[] ExitCodes =
    [
        (ExitCode.Done, "done"),
        (ExitCode.Internal, "a defect of this program"),
        (ExitCode.Usage, "an option, argument or amount that cannot be read"),
        (ExitCode.Environment, "this machine lacks something; the message names the remedy"),
        (ExitCode.Unreachable, "a server cannot be reached, or a port is taken"),
        (ExitCode.Refused, "the program on chain refuses; nothing moved"),
        (ExitCode.NotFound, "no such account, job, file or content"),
        (ExitCode.OutcomeUnknown, "sent, and its outcome is not known yet: `hypernode tx resume`"),
        (ExitCode.Declined, "declined, or nobody was there to ask"),
        (ExitCode.Funds, "not enough HYPER or SOL"),
        (ExitCode.VerificationFailed, "bytes do not have the digest that the chain names"),
        (ExitCode.Interrupted, "interrupted"),
    ];

    private static void Command(StringBuilder page, string path, Command command)
    {
        Line(page, $"### {path}{string.Concat(command.Arguments.Select(argument => $" {argument.Name}"))}");
        Line(page);
        Line(page, command.Description!);
        Line(page);
        foreach (var argument in command.Arguments)
        {
            Line(page, $"- `{argument.Name}`: {argument.Description}");
        }

        Options(page, command);
        if (command is CliCommand { Examples: { Count: > 0 } examples })
        {
            if (command.Arguments.Count > 0 && command.Options.Count == 0)
            {
                Line(page);
            }

            Line(page, "```sh");
            foreach (var example in examples)
            {
                Line(page, example);
            }

            Line(page, "```");
            Line(page);
        }
    }

    private static void Options(StringBuilder page, Command command)
    {
        var options = command.Options.Where(option => option is not System.CommandLine.Help.HelpOption and not VersionOption).ToList();
        foreach (var option in options)
        {
            var value = option.HelpName is { } name ? $" {name}" : "";
            Line(page, $"- `{option.Name}{value}`{(option.Required ? " (required)" : "")}: {option.Description}");
        }

        if (options.Count > 0)
        {
            Line(page);
        }
    }

    private static void Line(StringBuilder page, string text = "") => page.Append(text).Append('\n');
}
