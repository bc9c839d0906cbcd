namespace Hypernode.Worker.Chain;

/// <summary>The node this worker should serve is not there, or is not ours.</summary>
/// <param name="message">What was found and what to do.</param>
public sealed class NodeUnusableException(string message) : Exception(message);
