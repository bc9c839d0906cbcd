using System.CommandLine;
using Hypernode.Cli.Chain;

namespace Hypernode.Cli.Commands.Credit;

internal sealed class ShowCommand : CliCommand
{
    private readonly Argument<string> _credit = CreditAccount.Argument();

    public ShowCommand()
        : base("show", "Show a credit: deposited, redeemed, left.", "hypernode credit show 2Wd7...") => Arguments.Add(_credit);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var credit = await CreditAccount.ReadAsync(chain, call.Required(_credit), cancellationToken).ConfigureAwait(false);
        call.Output.Facts("hypernode.credit.v1", CreditAccount.FactsOf(credit));
    }
}
