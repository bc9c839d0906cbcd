namespace Hypernode.Docker;

/// <summary>The engine answered something no engine should.</summary>
/// <param name="message">What was expected.</param>
/// <param name="inner">The failure below, if any.</param>
public sealed class DockerProtocolException(string message, Exception? inner = null) : Exception(message, inner);
