using Hypernode.Cli.Terminal;
using Hypernode.Client.Governance;

namespace Hypernode.Cli.Commands.Gov;

/// <summary>What the time allows with a proposal.</summary>
internal static class ProposalClock
{
    /// <summary>Seconds after the vote in which an accepted proposal can be queued.</summary>
    private const long QueueSeconds = 7 * 86_400;

    public static string Of(Proposal proposal, long now) => proposal.Status switch
    {
        ProposalStatus.Draft => "not voted on yet: hypernode gov activate",
        ProposalStatus.Active when now <= proposal.VotingEndsAt => $"votes until {TimeText.Of(proposal.VotingEndsAt)}, {Left(proposal.VotingEndsAt, now)} left",
        ProposalStatus.Active => "the vote is over: hypernode gov finalize",
        ProposalStatus.Succeeded when proposal.Kind == ProposalKind.Text => "accepted; a text has nothing to execute",
        ProposalStatus.Succeeded => $"accepted; queue it until {TimeText.Of(proposal.VotingEndsAt + QueueSeconds)}",
        ProposalStatus.Queued when now <= proposal.EtaAt =>
            $"executable from {TimeText.Of(proposal.EtaAt + 1)} until {TimeText.Of(proposal.ExpiresAt)}, in {Left(proposal.EtaAt + 1, now)}",
        ProposalStatus.Queued when now <= proposal.ExpiresAt => $"executable now, until {TimeText.Of(proposal.ExpiresAt)}",
        ProposalStatus.Queued => "not executed in time: hypernode gov expire",
        _ => "ended",
    };

    private static string Left(long at, long now) => TimeText.Span((ulong)Math.Max(0, at - now));
}
