using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Hypernode.Cli.Commands;

/// <summary>The usual help, and below it the command's examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is CliCommand { Examples.Count: > 0 } command)
        {
            var writer = parseResult.InvocationConfiguration.Output;
            writer.WriteLine("Examples:");
            foreach (var example in command.Examples)
            {
                writer.WriteLine($"  {example}");
            }

            writer.WriteLine();
        }

        return exitCode;
    }
}
