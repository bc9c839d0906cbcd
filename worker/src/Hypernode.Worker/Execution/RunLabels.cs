namespace Hypernode.Worker.Execution;

/// <summary>Labels every container of ours carries.</summary>
public static class RunLabels
{
    public const string Job = "network.hypernode.job";
    public const string Attempt = "network.hypernode.attempt";
    public const string Node = "network.hypernode.node";
    public const string Genesis = "network.hypernode.genesis";

    /// <summary>Unix seconds after which a sweeper removes the container whatever else it knows.</summary>
    public const string Deadline = "network.hypernode.deadline";
}
