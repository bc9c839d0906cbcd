using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Governance;

namespace Hypernode.Cli.Commands.Gov;

/// <summary>How a vote stands.</summary>
internal static class ProposalTally
{
    private const uint Whole = 10_000;

    /// <summary>Turnout in parts of 10,000 of the snapshot, rounded down; 0 before the vote.</summary>
    public static uint TurnoutBps(Proposal proposal) => proposal.SnapshotWeight == 0 ? 0 : (uint)(Turnout(proposal) * Whole / proposal.SnapshotWeight);

    /// <summary>Whether the turnout reaches the quorum, compared exactly.</summary>
    public static bool HasQuorum(Proposal proposal) => proposal.SnapshotWeight > 0 && Turnout(proposal) * Whole >= proposal.QuorumBps * proposal.SnapshotWeight;

    public static JsonObject ToJson(Proposal proposal) => new()
    {
        ["for"] = proposal.ForWeight.ToString(CultureInfo.InvariantCulture),
        ["against"] = proposal.AgainstWeight.ToString(CultureInfo.InvariantCulture),
        ["abstain"] = proposal.AbstainWeight.ToString(CultureInfo.InvariantCulture),
        ["snapshot"] = proposal.SnapshotWeight.ToString(CultureInfo.InvariantCulture),
        ["turnoutBps"] = TurnoutBps(proposal),
        ["quorumBps"] = proposal.QuorumBps,
        ["hasQuorum"] = HasQuorum(proposal),
    };

    public static IEnumerable<(string, string)> Record(Proposal proposal) => proposal.SnapshotWeight == 0
        ? []
        :
        [
            ("for", WeightText.Of(proposal.ForWeight)),
            ("against", WeightText.Of(proposal.AgainstWeight)),
            ("abstain", WeightText.Of(proposal.AbstainWeight)),
            ("turnout", $"{TurnoutBps(proposal) / 100m:0.##} % of {WeightText.Of(proposal.SnapshotWeight)}; quorum {proposal.QuorumBps / 100m:0.##} %, {(HasQuorum(proposal) ? "reached" : "not reached")}"),
        ];

    private static UInt128 Turnout(Proposal proposal) => proposal.ForWeight + proposal.AgainstWeight + proposal.AbstainWeight;
}
