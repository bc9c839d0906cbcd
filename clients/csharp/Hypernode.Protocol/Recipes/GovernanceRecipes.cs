using Hypernode.Client.Governance;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of a proposal's life, and the calls that proposals make.</summary>
/// <param name="mint">The HYPER mint.</param>
public sealed class GovernanceRecipes(Address mint)
{
    private const byte Writable = 1;
    private const byte ExecutorSigns = 2;
    private const int TitleCapacity = 64;

    /// <summary>Signs what executed proposals call; the authority of every Config after the hand-over.</summary>
    public static Address Executor { get; } = ProgramAddress.Find(GovernanceProgram.Id, "executor"u8.ToArray()).Address;

    /// <summary>The treasury's token account.</summary>
    public static Address Treasury { get; } = ProgramAddress.Find(GovernanceProgram.Id, "treasury"u8.ToArray()).Address;

    private static Address BondVault { get; } = ProgramAddress.Find(GovernanceProgram.Id, "bond_vault"u8.ToArray()).Address;

    /// <summary>The proposal with an id.</summary>
    public static Address AddressOf(ulong id) => GovernanceAddresses.FindProposalAddress(id).Address;

    /// <summary>A payload of a proposal.</summary>
    public static Address PayloadOf(Address proposal, byte index) => GovernanceAddresses.FindPayloadAddress(proposal, index).Address;

    /// <summary>Opens a draft and pays its bond.</summary>
    /// <param name="proposer">Owner of the position; signs, pays bond and rent.</param>
    /// <param name="position">Position whose weight reaches the threshold when the vote begins.</param>
    /// <param name="id">The proposal count of the Config.</param>
    /// <param name="kind">What it may call.</param>
    /// <param name="title">At most 64 bytes of UTF-8.</param>
    /// <param name="textDigest">SHA-256 of its text.</param>
    public Instruction Create(Address proposer, Address position, ulong id, ProposalKind kind, string title, byte[] textDigest)
    {
        var bytes = new byte[TitleCapacity];
        var length = System.Text.Encoding.UTF8.GetBytes(title, bytes);
        return GovernanceInstructions.CreateProposal(
            new CreateProposalAccounts
            {
                Proposal = AddressOf(id),
                Proposer = proposer,
                Position = position,
                Payer = proposer,
                Source = AssociatedToken.Find(proposer, mint),
                BondVault = BondVault,
            },
            new CreateProposalArgs
            {
                Terms = new ProposalTerms { Kind = (byte)kind, Title = new Title { Length = (ushort)length, Bytes = bytes }, TextDigest = textDigest },
            });
    }

    /// <summary>Adds the next call to a draft; every signer of the call must be the executor.</summary>
    public static Instruction AddPayload(Address proposal, Address proposer, byte index, Instruction call) => GovernanceInstructions.AddPayload(
        new AddPayloadAccounts { Proposal = proposal, Payload = PayloadOf(proposal, index), Proposer = proposer, Payer = proposer },
        new AddPayloadArgs
        {
            Index = index,
            TargetProgram = call.ProgramId,
            Metas = [.. call.Accounts.Select(meta => new PayloadMeta
            {
                Key = meta.Address, Flags = (byte)((meta.IsWritable ? Writable : 0) | (meta.IsSigner ? ExecutorSigns : 0)),
            })],
            Data = call.Data.ToArray(),
        });

    /// <summary>Begins the vote.</summary>
    public static Instruction Activate(Address address, Proposal proposal) => GovernanceInstructions.ActivateProposal(
        new ActivateProposalAccounts { Proposal = address, Proposer = proposal.Proposer, Position = proposal.Position });

    /// <summary>Withdraws a draft or a vote; its proposer signs.</summary>
    public Instruction Cancel(Address address, Proposal proposal) => GovernanceInstructions.CancelProposal(new CancelProposalAccounts
    {
        Proposal = address,
        Proposer = proposal.Proposer,
        BondVault = BondVault,
        ProposerToken = AssociatedToken.Find(proposal.Proposer, mint),
        Treasury = Treasury,
    });

    /// <summary>Votes with a position; its owner signs and pays the rent of the vote.</summary>
    public static Instruction Vote(Address proposal, Address position, Address voter, Choice choice) => GovernanceInstructions.CastVote(
        new CastVoteAccounts
        {
            Proposal = proposal,
            Position = position,
            Voter = voter,
            Vote = GovernanceAddresses.FindVoteAddress(proposal, position).Address,
            Payer = voter,
        },
        new CastVoteArgs { Choice = (byte)choice });

    /// <summary>Counts a vote that is over; anyone may.</summary>
    public Instruction Finalise(Address address, Proposal proposal) => GovernanceInstructions.FinaliseProposal(new FinaliseProposalAccounts
    {
        Proposal = address,
        BondVault = BondVault,
        ProposerToken = AssociatedToken.Find(proposal.Proposer, mint),
        Treasury = Treasury,
    });

    /// <summary>Starts the timelock of what was accepted; anyone may.</summary>
    public static Instruction Queue(Address proposal) => GovernanceInstructions.QueueProposal(new QueueProposalAccounts { Proposal = proposal });

    /// <summary>Makes the next call of a proposal whose timelock is over; anyone may.</summary>
    public static Instruction Execute(Address proposal, byte index, Instruction call) => GovernanceInstructions.ExecuteProposal(
        new ExecuteProposalAccounts
        {
            Proposal = proposal,
            Payload = PayloadOf(proposal, index),
            TargetProgram = call.ProgramId,
            RemainingAccounts = [.. call.Accounts.Select(meta => meta with { IsSigner = false })],
        },
        new ExecuteProposalArgs { Index = index });

    /// <summary>Stops a proposal in its timelock; the guardian signs.</summary>
    public static Instruction Veto(Address proposal, Address guardian) =>
        GovernanceInstructions.VetoProposal(new VetoProposalAccounts { Proposal = proposal, Guardian = guardian });

    /// <summary>Ends what was not queued or executed in time; anyone may.</summary>
    public static Instruction Expire(Address proposal) => GovernanceInstructions.ExpireProposal(new ExpireProposalAccounts { Proposal = proposal });

    /// <summary>Closes a vote on an ended proposal; who paid its rent signs and gets it back.</summary>
    public static Instruction CloseVote(Address proposal, Address vote, Address rentPayer) =>
        GovernanceInstructions.CloseVote(new CloseVoteAccounts { Proposal = proposal, Vote = vote, RentPayer = rentPayer });

    /// <summary>Closes a payload of an ended proposal; who paid its rent signs and gets it back.</summary>
    public static Instruction ClosePayload(Address proposal, byte index, Address rentPayer) => GovernanceInstructions.ClosePayload(
        new ClosePayloadAccounts { Proposal = proposal, Payload = PayloadOf(proposal, index), RentPayer = rentPayer });

    /// <summary>Closes an ended proposal; who paid its rent signs and gets it back.</summary>
    public static Instruction Close(Address proposal, Address rentPayer) =>
        GovernanceInstructions.CloseProposal(new CloseProposalAccounts { Proposal = proposal, RentPayer = rentPayer });

    /// <summary>The call by which a proposal pays out of the treasury to the recipient's associated account.</summary>
    public Instruction SpendTreasury(Address proposal, Address recipient, ulong amount) => GovernanceInstructions.SpendTreasury(
        new SpendTreasuryAccounts
        {
            Proposal = proposal,
            Recipient = AssociatedToken.Find(recipient, mint),
            Executor = Executor,
            Treasury = Treasury,
            TreasuryOwner = ProgramAddress.Find(GovernanceProgram.Id, "treasury_owner"u8.ToArray()).Address,
        },
        new SpendTreasuryArgs { Amount = amount });

    /// <summary>The call a payload stores.</summary>
    public static Instruction CallOf(Payload payload) => new(
        payload.Program,
        [.. payload.Metas.Take(payload.AccountCount).Select(meta =>
            new AccountMeta(meta.Key, (meta.Flags & ExecutorSigns) != 0, (meta.Flags & Writable) != 0))],
        payload.Data.Bytes.AsMemory(0, payload.Data.Length));
}
