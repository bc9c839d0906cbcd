using Hypernode.Cli.Commands.Gov.Proposals;
using Hypernode.Client.Governance;
using Hypernode.Client.Slashing;
using Hypernode.Protocol.Governance;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Tests.Commands.Gov;

internal sealed class ParameterBlockTests
{
    private static readonly GovernedProgram Slashing = GovernedPrograms.Find("slashing")!;
    private static readonly GovernedProgram Governance = GovernedPrograms.Find("governance")!;

    private static readonly PodSlashingParams Before = new()
    {
        Treasury = GovernanceRecipes.Treasury,
        ReasonBps = [100, 500, 2_000, 5_000],
        ReportBond = 100_000_000,
        BurnBps = 5_000,
        TreasuryBps = 3_000,
        ReporterBps = 2_000,
        VoteWindowSeconds = 259_200,
        AppealWindowSeconds = 604_800,
        AppealVoteWindowSeconds = 604_800,
        ConfirmVotes = 3,
        AppealVotes = 5,
        PanelTarget = 9,
        SeedDelaySlots = 8,
    };

    [Test]
    public void Sets_one_parameter_and_leaves_the_block_it_had()
    {
        var after = (PodSlashingParams)ParameterBlock.With(Slashing, Before, "burn_bps", "60%");
        Assert.Multiple(() =>
        {
            Assert.That(after.BurnBps, Is.EqualTo(6_000));
            Assert.That(after with { BurnBps = 5_000 }, Is.EqualTo(Before));
            Assert.That(Before.BurnBps, Is.EqualTo(5_000));
        });
    }

    [Test]
    public void Reads_amounts_lists_and_numbers()
    {
        var bond = (PodSlashingParams)ParameterBlock.With(Slashing, Before, "report_bond", "250.5");
        var reasons = (PodSlashingParams)ParameterBlock.With(Slashing, Before, "reason_bps", "1%, 5%, 2000, 4000");
        var votes = (PodSlashingParams)ParameterBlock.With(Slashing, Before, "confirm_votes", "4");
        Assert.Multiple(() =>
        {
            Assert.That(bond.ReportBond, Is.EqualTo(250_500_000));
            Assert.That(reasons.ReasonBps, Is.EqualTo(new ushort[] { 100, 500, 2_000, 4_000 }));
            Assert.That(votes.ConfirmVotes, Is.EqualTo(4));
        });
    }

    [Test]
    public void Reads_weights_and_switches()
    {
        var before = new PodGovernanceParams
        {
            ProposalThreshold = 1,
            QuorumBps = 1_000,
            VoteSeconds = 1,
            TimelockSeconds = 1,
            ExecutionSeconds = 1,
            UpgradeTimelockSeconds = 1,
            ProposalBond = 1,
            SpendCapBps = 1,
            VetoEnabled = true,
        };
        var weight = (PodGovernanceParams)ParameterBlock.With(Governance, before, "proposal_threshold", "500000");
        var veto = (PodGovernanceParams)ParameterBlock.With(Governance, before, "veto_enabled", "false");
        Assert.Multiple(() =>
        {
            Assert.That(weight.ProposalThreshold, Is.EqualTo((UInt128)500_000_000_000));
            Assert.That(veto.VetoEnabled, Is.False);
        });
    }

    [TestCase("no_such", "1")]
    [TestCase("burn_bps", "70000")]
    [TestCase("burn_bps", "half")]
    [TestCase("confirm_votes", "256")]
    [TestCase("confirm_votes", "-1")]
    [TestCase("treasury", "nobody")]
    public void Anything_else_is_refused(string name, string value) =>
        Assert.That(
            () => ParameterBlock.With(Slashing, Before, name, value), Throws.InstanceOf<CliException>().With.Property("ExitCode").EqualTo(ExitCode.Usage));
}
