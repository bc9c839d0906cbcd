using System.CommandLine;
using Hypernode.Protocol.Specs;

namespace Hypernode.Cli.Commands.Job.Posting;

/// <summary>What a job runs, as options and the words after <c>--</c>.</summary>
internal sealed class WorkOptions
{
    private const long Mebibyte = 1024 * 1024;
    private const int MostFiles = 10_000;

    private readonly Option<string?> _image = new("--image") { Description = "Root file system: a tar, rootfs:CID, or repository@sha256:DIGEST.", HelpName = "IMAGE" };
    private readonly Option<string[]> _inputs = new("--input") { Description = "Folder that the job reads at /in/NAME; may be repeated.", HelpName = "NAME=FOLDER" };
    private readonly Option<string[]> _environment = new("--env") { Description = "Variable of the job; may be repeated.", HelpName = "NAME=VALUE" };
    private readonly Option<int?> _maxSeconds = new("--max-seconds") { Description = "Longest run; the price of all of it is locked.", HelpName = "SECONDS" };
    private readonly Option<int> _cpu = Number("--cpu-millis", "Thousandths of a processor.", 1_000);
    private readonly Option<int> _memory = Number("--memory-mib", "Memory of all processes together.", 256);
    private readonly Option<int> _temporary = Number("--tmp-mib", "Size of /tmp.", 16);
    private readonly Option<int> _output = Number("--output-mib", "Most that /out may hold.", 256);
    private readonly Argument<string[]> _command = new("COMMAND")
    {
        Description = "Program and arguments, after --. No shell comes in between.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Registers everything with a command.</summary>
    /// <param name="command">Takes them.</param>
    /// <param name="withInputs">Whether the inputs are options of the command, too.</param>
    public void AddTo(Command command, bool withInputs = true)
    {
        foreach (var option in (Option[])[_image, .. withInputs ? (Option[])[_inputs] : [], _environment, _maxSeconds, _cpu, _memory, _temporary, _output])
        {
            command.Options.Add(option);
        }

        command.Arguments.Add(_command);
    }

    /// <summary>The image alone.</summary>
    public string? Image(Invocation call) => call.Get(_image);

    /// <summary>Whether a program is named.</summary>
    public bool HasCommand(Invocation call) => call.Get(_command) is { Length: > 0 };

    /// <summary>What is to be packed and published.</summary>
    /// <param name="call">The call.</param>
    /// <param name="verification">How the result is checked.</param>
    /// <exception cref="CliException">Image, longest run or program is not named.</exception>
    public JobDraft Draft(Invocation call, VerificationMode verification = VerificationMode.Plain) => new()
    {
        Image = call.Get(_image) ?? throw Missing(_image.Name),
        Command = call.Get(_command) is { Length: > 0 } words ? words : throw Missing("a COMMAND after --"),
        Inputs = call.Get(_inputs) ?? [],
        Environment = (call.Get(_environment) ?? []).Select(Variable).ToDictionary(StringComparer.Ordinal),
        Outputs = new OutputBounds(Positive(_output, call) * Mebibyte, MostFiles),
        Resources = new SpecResources(Positive(_cpu, call), Positive(_memory, call) * Mebibyte, call.Required(_temporary) * Mebibyte),
        MaxSeconds = call.Get(_maxSeconds) switch
        {
            null => throw Missing(_maxSeconds.Name),
            <= 0 => throw new CliException(ExitCode.Usage, $"{_maxSeconds.Name} must be above zero"),
            { } seconds => seconds,
        },
        Verification = verification,
    };

    /// <summary>Refuses what a specification fixes already.</summary>
    public void RequireNone(Invocation call)
    {
        if (Image(call) is not null || HasCommand(call) || call.Get(_inputs) is { Length: > 0 } || call.Get(_environment) is { Length: > 0 } || call.Get(_maxSeconds) is not null)
        {
            throw new CliException(ExitCode.Usage, "the template fixes the whole specification", "leave --image, --input, --env, --max-seconds and the command away");
        }
    }

    private static CliException Missing(string what) => new(ExitCode.Usage, $"{what} is missing", "hypernode job post --help");

    private static KeyValuePair<string, string> Variable(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0
            ? new KeyValuePair<string, string>(text[..at], text[(at + 1)..])
            : throw new CliException(ExitCode.Usage, $"'{text}' is not a variable", "write NAME=VALUE");
    }

    private static int Positive(Option<int> option, Invocation call) =>
        call.Required(option) is > 0 and var value ? value : throw new CliException(ExitCode.Usage, $"{option.Name} must be above zero");

    private static Option<int> Number(string name, string description, int byDefault) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => byDefault };
}
