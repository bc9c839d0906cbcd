using System.CommandLine;
using System.Text.Json;
using Hypernode.Cli;
using Hypernode.Cli.Commands;

namespace Hypernode.Cli.Tests;

/// <summary>One call of the command line, with what it printed.</summary>
internal sealed record CliRun(ExitCode ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static async Task<CliRun> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(
            arguments, new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return new CliRun((ExitCode)exitCode, output.ToString(), error.ToString());
    }
}
