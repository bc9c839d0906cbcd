using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Client.Slashing;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Digests;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of a report's life, with every account in place.</summary>
/// <param name="mint">The HYPER mint.</param>
/// <param name="treasury">Treasury of the Config of slashing.</param>
public sealed class SlashingRecipes(Address mint, Address treasury)
{
    private static Address State { get; } = SlashingAddresses.FindStateAddress().Address;

    /// <summary>The report about a subject with this evidence.</summary>
    public static Address AddressOf(Address subject, byte[] evidence) =>
        ProgramAddress.Find(SlashingProgram.Id, "report"u8.ToArray(), subject.ToArray(), evidence).Address;

    /// <summary>A validator's vote on a report; validators are known by their owner.</summary>
    public static Address VoteOf(Address report, Address owner) =>
        ProgramAddress.Find(SlashingProgram.Id, "report_vote"u8.ToArray(), report.ToArray(), owner.ToArray()).Address;

    /// <summary>Accuses a node or a validator; the reporter's bond is lost if the validators do not agree.</summary>
    /// <param name="reporter">Signs, pays bond and rent.</param>
    /// <param name="subject">The accused.</param>
    /// <param name="reason">Of what.</param>
    /// <param name="shown">SHA-256 of what the reporter shows the validators.</param>
    public Instruction ReportSubject(Address reporter, Address subject, Client.Slashing.Reason reason, byte[] shown) => SlashingInstructions.ReportSubject(
        new ReportSubjectAccounts
        {
            Reporter = reporter,
            State = State,
            Report = AddressOf(subject, ProtocolDigests.Report(shown)),
            Subject = subject,
            Bond = BondOf(subject),
            ReporterToken = AssociatedToken.Find(reporter, mint),
        },
        new ReportSubjectArgs { Reason = (byte)reason, Shown = shown });

    /// <summary>Reports a node that has been silent for longer than is allowed; proven by its account, so without a bond.</summary>
    public static Instruction ReportOffline(Address reporter, Address address, Node node) => SlashingInstructions.ReportOffline(new ReportOfflineAccounts
    {
        Reporter = reporter,
        Report = OfflineReportOf(address, node),
        Subject = address,
        Bond = BondOf(address),
    });

    /// <summary>The report of a node's present outage.</summary>
    public static Address OfflineReportOf(Address address, Node node) => AddressOf(address, ProtocolDigests.Offline(address, node.LastHeartbeatAt));

    /// <summary>Reports a fault that markets recorded; without a bond.</summary>
    public static Instruction ReportFault(Address reporter, Address address, Fault fault) => SlashingInstructions.ReportFault(new ReportFaultAccounts
    {
        Reporter = reporter,
        Report = FaultReportOf(address, fault),
        Subject = fault.Node,
        Bond = BondOf(fault.Node),
        Fault = address,
    });

    /// <summary>The report of a fault.</summary>
    public static Address FaultReportOf(Address address, Fault fault) => AddressOf(fault.Node, ProtocolDigests.Fault(address, fault.PostedSlot));

    /// <summary>Draws the validators that judge; anyone may, once the slot of the draw is known.</summary>
    public static Instruction DrawPanel(Address report) => SlashingInstructions.DrawPanel(new Client.Slashing.DrawPanelAccounts { Report = report });

    /// <summary>Votes on a report, in the panel or in the appeal; the validator's owner signs.</summary>
    public static Instruction Vote(Address address, Report report, Address owner, VoteKind vote)
    {
        var validator = ValidatorRecipes.AddressOf(owner);
        return report.Status == ReportStatus.Appealed
            ? SlashingInstructions.VoteAppeal(
                new VoteAppealAccounts
                {
                    Report = address,
                    Owner = owner,
                    Validator = validator,
                    Bond = BondOf(validator),
                    Subject = report.Subject,
                    ReportVote = VoteOf(address, owner),
                },
                new VoteAppealArgs { Vote = (byte)vote })
            : SlashingInstructions.VoteReport(
                new VoteReportAccounts
                {
                    Report = address,
                    Owner = owner,
                    Validator = validator,
                    Bond = BondOf(validator),
                    Subject = report.Subject,
                    ReportVote = VoteOf(address, owner),
                },
                new VoteReportArgs { Vote = (byte)vote });
    }

    /// <summary>Appeals a confirmed report with a bond of the same size; the accused signs.</summary>
    public Instruction Appeal(Address address, Address appellant) => SlashingInstructions.AppealReport(
        new AppealReportAccounts { Appellant = appellant, State = State, Report = address, AppellantToken = AssociatedToken.Find(appellant, mint) });

    /// <summary>Counts the votes of the round that is over; anyone may.</summary>
    public Instruction Finalise(Address address, Report report) => report.Status == ReportStatus.Appealed
        ? SlashingInstructions.FinaliseAppeal(new FinaliseAppealAccounts
        {
            Report = address,
            Subject = report.Subject,
            Bond = BondOf(report.Subject),
            State = State,
            Mint = mint,
            AccusedToken = AssociatedToken.Find(report.Appellant, mint),
        })
        : SlashingInstructions.FinaliseReport(new FinaliseReportAccounts
        {
            Report = address,
            Subject = report.Subject,
            Bond = BondOf(report.Subject),
            State = State,
            Mint = mint,
            ReporterToken = AssociatedToken.Find(report.Reporter, mint),
            AccusedToken = AssociatedToken.Find(report.SubjectAuthority, mint),
        });

    /// <summary>Reserves the slash of a report that nothing can stop any more, and penalises a node; anyone may.</summary>
    /// <param name="address">The report.</param>
    /// <param name="report">Its value.</param>
    /// <param name="isNode">Whether the accused is a node, which has a reputation.</param>
    public Instruction OpenExecution(Address address, Report report, bool isNode) => SlashingInstructions.OpenExecution(new OpenExecutionAccounts
    {
        Report = address,
        Subject = report.Subject,
        Bond = BondOf(report.Subject),
        State = State,
        Mint = mint,
        ReporterToken = AssociatedToken.Find(report.Reporter, mint),
        Reputation = isNode ? RegistryAddresses.FindReputationAddress(report.Subject).Address : null,
    });

    /// <summary>Slashes one position behind the accused; anyone may.</summary>
    public Instruction Execute(Address address, Report report, Address position) => SlashingInstructions.ExecuteReport(new ExecuteReportAccounts
    {
        Report = address,
        Subject = report.Subject,
        Bond = BondOf(report.Subject),
        State = State,
        Mint = mint,
        TreasuryToken = treasury,
        ReporterToken = AssociatedToken.Find(report.Reporter, mint),
        Position = position,
        RewardAccount = StakeRecipes.RewardAccountOf(position),
    });

    /// <summary>Pays a voter of the side that was right; the voter signs.</summary>
    /// <param name="address">The report.</param>
    /// <param name="voter">Owner of the validator.</param>
    /// <param name="voted">False for a voter that the fault names, who has no vote on the report.</param>
    public Instruction ClaimVoteFee(Address address, Address voter, bool voted) => SlashingInstructions.ClaimVoteFee(new ClaimVoteFeeAccounts
    {
        Voter = voter,
        State = State,
        Report = address,
        ReportVote = voted ? VoteOf(address, voter) : null,
        VoterToken = AssociatedToken.Find(voter, mint),
    });

    /// <summary>Closes a vote 30 days after its report's end; anyone may, the rent returns to who paid it.</summary>
    public Instruction CloseVote(Address report, Address address, ReportVote vote) => SlashingInstructions.CloseReportVote(new CloseReportVoteAccounts
    {
        Report = report,
        ReportVote = address,
        State = State,
        Mint = mint,
        RentPayer = vote.RentPayer,
    });

    /// <summary>Closes a report 30 days after its end, once its votes are closed; anyone may, the rent returns to who paid it.</summary>
    public Instruction Close(Address address, Report report) => SlashingInstructions.CloseReport(new CloseReportAccounts
    {
        Report = address,
        Subject = report.Subject,
        State = State,
        Mint = mint,
        RentPayer = report.RentPayer,
    });

    private static Address BondOf(Address subject) => StakingAddresses.FindBondAddress(subject).Address;
}
