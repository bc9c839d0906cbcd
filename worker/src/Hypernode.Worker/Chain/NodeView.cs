using Hypernode.Client.Registry;
using Hypernode.Protocol.Matching;

namespace Hypernode.Worker.Chain;

/// <summary>Our node, and the rules it stands under, as last read.</summary>
/// <param name="Candidate">The node with its tier and pledge.</param>
/// <param name="Rules">What the configs say about who may take a job.</param>
/// <param name="OfflineAfterSeconds">Seconds without a heartbeat after which the registry refuses new runs.</param>
/// <param name="OperatorLamports">Lamports of the operator, which pays for transactions.</param>
public sealed record NodeView(Candidate Candidate, EligibilityRules Rules, long OfflineAfterSeconds, ulong OperatorLamports)
{
    /// <summary>Whether the registry lets it accept.</summary>
    public bool IsActive => Candidate.Node.Status == NodeStatus.Active;

    /// <summary>Runs it may have at once: its own bound and that of its pledge.</summary>
    public int MaxRuns => Math.Min(Candidate.Node.MaxRuns, Rules.Capacity.Of(Candidate.Pledged).Runs);
}
