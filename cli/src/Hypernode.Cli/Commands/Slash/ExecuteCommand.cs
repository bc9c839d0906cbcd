using Hypernode.Cli.Chain;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Sending;

namespace Hypernode.Cli.Commands.Slash;

internal sealed class ExecuteCommand() : ReportCommand(
    "execute", "Execute a report nothing can stop any more: reserve the slash, then slash every position behind the accused; anyone may.", "hypernode slash execute 8Rp1...")
{
    protected override async Task RunAsync(Signing signing, SlashingRecipes recipes, ChainAccount<Report> report, CancellationToken cancellationToken)
    {
        RequireStatus(report, ReportStatus.Confirmed, ReportStatus.Final, ReportStatus.Executing);
        var staking = new ProgramAccounts(signing.Chain.Rpc, StakingProgram.Id);
        SendResult? sent = null;
        if (report.Value.Status != ReportStatus.Executing)
        {
            var bond = await signing.Chain.RequireAsync<Bond>(
                StakingProgram.Id, StakingAddresses.FindBondAddress(report.Value.Subject).Address, "bond", null, cancellationToken).ConfigureAwait(false);
            sent = await signing.SendAsync(
                "open execution", cancellationToken, recipes.OpenExecution(report.Address, report.Value, bond.Value.Kind == Client.Staking.BondKind.Node)).ConfigureAwait(false);
            report = await ReportAccount.ReadAsync(signing.Chain, report.Address, cancellationToken).ConfigureAwait(false);
        }

        var positions = await staking.ListAsync<Position>([StakingFilters.PositionBy.Subject(report.Value.Subject)], cancellationToken).ConfigureAwait(false);
        var waiting = positions.Where(position => position.Value.Pledge != PledgeStatus.Free && IsWaiting(report.Value, position.Value.BondIndex)).ToList();
        foreach (var position in report.Value.Status == ReportStatus.Executing ? waiting : [])
        {
            sent = await signing.SendAsync($"slash position {position.Address}", cancellationToken, recipes.Execute(report.Address, report.Value, position.Address)).ConfigureAwait(false);
        }

        await ReportAsync(
            signing, "hypernode.slash.executed.v1",
            sent ?? throw new CliException(ExitCode.NotFound, "no position of this report waits", $"hypernode slash show {report.Address}"),
            report.Address, cancellationToken, (facts, after) => facts
                .Number("appliedBps", "parts of 10,000", after.AppliedBps)
                .Hyper("slashed", "slashed", new HyperAmount(after.Slashed))
                .Hyper("voterPot", "voters share", new HyperAmount(after.VoterPot))).ConfigureAwait(false);
    }

    private static bool IsWaiting(Report report, byte place) => ((report.PositionsMask & ~report.DoneMask) & (1 << place)) != 0;
}
