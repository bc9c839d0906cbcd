namespace Hypernode.Protocol.Nodes;

/// <summary>A worker cannot be reached over its socket, or refused a request.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">The failure below, if any.</param>
public sealed class NodeControlException(string message, Exception? inner = null) : Exception(message, inner);
