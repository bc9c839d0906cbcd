using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Gov;

/// <summary>A proposal as JSON.</summary>
internal static class ProposalDocument
{
    public static JsonObject ToJson(ChainAccount<Proposal> account, long now)
    {
        var proposal = account.Value;
        return new JsonObject
        {
            ["proposal"] = account.Address.ToString(),
            ["id"] = proposal.Id,
            ["kind"] = proposal.Kind.ToString(),
            ["title"] = ProposalAccount.TitleOf(proposal),
            ["status"] = proposal.Status.ToString(),
            ["clock"] = ProposalClock.Of(proposal, now),
            ["proposer"] = proposal.Proposer.ToString(),
            ["position"] = proposal.Position.ToString(),
            ["textDigest"] = Convert.ToHexStringLower(proposal.TextDigest),
            ["tally"] = ProposalTally.ToJson(proposal),
            ["bond"] = proposal.Bond.ToString(CultureInfo.InvariantCulture),
            ["spent"] = proposal.Spent.ToString(CultureInfo.InvariantCulture),
            ["payloads"] = proposal.PayloadCount,
            ["executed"] = proposal.ExecutedCount,
            ["createdAt"] = proposal.CreatedAt,
            ["votingEndsAt"] = Moment(proposal.VotingEndsAt),
            ["etaAt"] = Moment(proposal.EtaAt),
            ["expiresAt"] = Moment(proposal.ExpiresAt),
            ["slot"] = account.Slot.Value,
        };
    }

    private static JsonValue? Moment(long unixSeconds) => unixSeconds == 0 ? null : JsonValue.Create(unixSeconds);
}
