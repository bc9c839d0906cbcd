using System.CommandLine;

namespace Hypernode.Cli.Commands;

/// <summary>A subcommand: its options, its examples and what it does.</summary>
internal abstract class CliCommand : Command
{
    protected CliCommand(string name, string description, params string[] examples)
        : base(name, description)
    {
        Examples = examples;
        SetAction((parse, cancellationToken) => Invocation.RunAsync(parse, RunAsync, cancellationToken));
    }

    /// <summary>Command lines that work as they stand, shown under <c>--help</c>.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Runs the command; returning means exit code 0, every refusal is a <see cref="CliException"/>.</summary>
    protected abstract Task RunAsync(Invocation call, CancellationToken cancellationToken);

    /// <summary>An option of this command, registered at once.</summary>
    protected Option<T> Option<T>(string name, string description, Func<Option<T>, Option<T>>? with = null)
    {
        var option = new Option<T>(name) { Description = description };
        option = with?.Invoke(option) ?? option;
        Options.Add(option);
        return option;
    }

    /// <summary>A positional argument of this command, registered at once.</summary>
    protected Argument<T> Argument<T>(string name, string description, Func<Argument<T>, Argument<T>>? with = null)
    {
        var argument = new Argument<T>(name) { Description = description };
        argument = with?.Invoke(argument) ?? argument;
        Arguments.Add(argument);
        return argument;
    }
}
