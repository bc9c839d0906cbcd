using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Stake;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Governance;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Gov;

internal sealed class VoteCommand : ProposalCommand
{
    /// <summary>Votes that fit one transaction.</summary>
    private const int VotesTogether = 4;

    private readonly Argument<Choice> _choice;
    private readonly Option<string?> _position;

    public VoteCommand()
        : base("vote", "Vote with every position of the wallet that weighed something when the vote began.", "hypernode gov vote 3 for", "hypernode gov vote 3 against --position 7Gh2...")
    {
        _choice = Argument<Choice>("CHOICE", "for, against or abstain.");
        _position = Option<string?>("--position", "Only this position.");
    }

    protected override async Task RunAsync(Signing signing, ChainAccount<Proposal> proposal, CancellationToken cancellationToken)
    {
        var only = signing.Call.Get(_position) is { } text ? Parsing.Address(text) : (Address?)null;
        var positions = (await OwnPositions.ListAsync(signing.Chain, signing.Signer, cancellationToken).ConfigureAwait(false))
            .Where(position => (only is null || position.Address == only) && VotingWeight.At(position.Value, proposal.Value.SnapshotSlot) > 0).ToList();
        var taken = positions.Count == 0
            ? []
            : await new ProgramAccounts(signing.Chain.Rpc, GovernanceProgram.Id)
                .FetchAsync<Vote>([.. positions.Select(position => GovernanceAddresses.FindVoteAddress(proposal.Address, position.Address).Address)], cancellationToken).ConfigureAwait(false);
        var free = positions.Zip(taken).Where(pair => pair.Second is null).Select(pair => pair.First).ToList();
        if (free.Count == 0)
        {
            throw new CliException(
                ExitCode.NotFound,
                positions.Count > 0 ? "every position of this wallet has voted" : "no position of this wallet weighed anything when the vote began", "hypernode stake list");
        }

        var choice = signing.Call.Required(_choice);
        Solana.Sending.SendResult? sent = null;
        foreach (var together in free.Chunk(VotesTogether))
        {
            IReadOnlyList<Instruction> votes = [.. together.Select(position => GovernanceRecipes.Vote(proposal.Address, position.Address, signing.Signer, choice))];
            sent = await signing.SendAsync($"vote {choice}", votes, null, cancellationToken).ConfigureAwait(false);
        }

        var weight = free.Aggregate((UInt128)0, (sum, position) => sum + VotingWeight.At(position.Value, proposal.Value.SnapshotSlot)!.Value);
        await ReportAsync(signing, "hypernode.gov.voted.v1", sent!, cancellationToken, (facts, after) => facts
            .Text("choice", "voted", choice.ToString())
            .Weight("weight", "with", weight)
            .Number("positions", "positions", free.Count)
            .Hidden("tally", ProposalTally.ToJson(after))).ConfigureAwait(false);
    }
}
