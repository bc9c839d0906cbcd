namespace Hypernode.Docker;

/// <summary>No engine answers, or one that this client cannot use.</summary>
/// <param name="message">What was seen and what to do.</param>
/// <param name="inner">The failure below, if any.</param>
public sealed class DockerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
