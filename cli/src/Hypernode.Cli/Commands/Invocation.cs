using System.CommandLine;
using Hypernode.Cli.Terminal;

namespace Hypernode.Cli.Commands;

/// <summary>One call of one command: what was parsed, and where to write and ask.</summary>
internal sealed class Invocation
{
    private const int WidthWithoutTerminal = 120;

    private Invocation(ParseResult parse)
    {
        Parse = parse;
        var configuration = parse.InvocationConfiguration;
        var noColour = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        Output = new Output(
            configuration.Output, configuration.Error, parse.GetValue(GlobalOptions.Json),
            resultsColour: !noColour && configuration.Output == Console.Out && !Console.IsOutputRedirected,
            progressColour: !noColour && configuration.Error == Console.Error && !Console.IsErrorRedirected,
            Console.IsOutputRedirected ? WidthWithoutTerminal : Math.Max(60, Console.WindowWidth));
        Prompt = new Prompt(Console.In, Output, interactive: !Console.IsInputRedirected && !Console.IsErrorRedirected);
    }

    public ParseResult Parse { get; }

    public Output Output { get; }

    public Prompt Prompt { get; }

    public TimeProvider Time { get; } = TimeProvider.System;

    public T? Get<T>(Option<T> option) => Parse.GetValue(option);

    public T? Get<T>(Argument<T> argument) => Parse.GetValue(argument);

    public T Required<T>(Argument<T> argument) => Parse.GetRequiredValue(argument);

    public T Required<T>(Option<T> option) => Parse.GetRequiredValue(option);

    /// <summary>Runs the body and turns what it throws into a message and an exit code.</summary>
    public static async Task<int> RunAsync(ParseResult parse, Func<Invocation, CancellationToken, Task> body, CancellationToken cancellationToken)
    {
        var call = new Invocation(parse);
        try
        {
            await body(call, cancellationToken).ConfigureAwait(false);
            return (int)ExitCode.Done;
        }
        catch (Exception e)
        {
            var failure = FailureTable.Explain(e, cancellationToken.IsCancellationRequested);
            call.Output.Error(failure.Message, failure.Remedy);
            return (int)failure.ExitCode;
        }
    }
}
