using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Slash.Reports;

internal sealed class FaultCommand : SigningCommand
{
    private readonly Argument<string> _fault;

    public FaultCommand()
        : base("fault", "Report a fault that the markets recorded: a missed deadline or a result found wrong. No bond is asked.", "hypernode slash report fault 3Fk2...") =>
        _fault = Argument<string>("FAULT", "Address of the fault; the transaction that recorded it names it.");

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var address = Parsing.Address(signing.Call.Required(_fault));
        var fault = await signing.Chain.RequireAsync<Fault>(MarketsProgram.Id, address, "fault", "hypernode tx show names it", cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("report fault", cancellationToken, SlashingRecipes.ReportFault(signing.Signer, address, fault.Value)).ConfigureAwait(false);
        await ReportCommand.ReportAsync(
            signing, "hypernode.slash.reported.v1", sent, SlashingRecipes.FaultReportOf(address, fault.Value), cancellationToken, (facts, report) =>
                facts.Hyper("bond", "bond", new HyperAmount(report.Bond))).ConfigureAwait(false);
    }
}
