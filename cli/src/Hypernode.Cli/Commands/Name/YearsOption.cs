using System.CommandLine;

namespace Hypernode.Cli.Commands.Name;

/// <summary>Years that are paid for.</summary>
internal sealed class YearsOption
{
    private const int MostYears = 10;

    private readonly Option<int> _years = new("--years") { Description = "Years to pay for, at most ten ahead.", HelpName = "N", DefaultValueFactory = _ => 1 };

    public void AddTo(Command command) => command.Options.Add(_years);

    public byte Of(Invocation call) => Parsing.Within<byte>(_years.Name, call.Required(_years), 1, MostYears);
}
