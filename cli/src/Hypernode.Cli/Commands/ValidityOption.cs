using System.CommandLine;
using Hypernode.Cli.Chain;

namespace Hypernode.Cli.Commands;

/// <summary>Until when something holds: <c>--days</c> from now by the chain's clock.</summary>
internal sealed class ValidityOption
{
    private const int MostDays = 36_500;
    private const long DaySeconds = 86_400;

    private readonly Option<int> _days = new("--days") { Description = "Days it holds from now, by the chain's clock.", HelpName = "N", DefaultValueFactory = _ => 365 };

    public void AddTo(Command command) => command.Options.Add(_days);

    /// <summary>Last Unix second at which it holds.</summary>
    public async Task<long> ExpiresAtAsync(Signing signing, CancellationToken cancellationToken) =>
        await signing.Chain.NowAsync(cancellationToken).ConfigureAwait(false)
            + (DaySeconds * Parsing.Within<int>(_days.Name, signing.Call.Required(_days), 1, MostDays));
}
