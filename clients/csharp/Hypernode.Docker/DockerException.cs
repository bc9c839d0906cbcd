namespace Hypernode.Docker;

/// <summary>The engine refused a call.</summary>
/// <param name="status">HTTP status; 0 when the engine reported the failure inside a stream.</param>
/// <param name="message">What the engine said.</param>
/// <param name="inner">The failure below, if any.</param>
public sealed class DockerException(int status, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>HTTP status; 0 when the engine reported the failure inside a stream.</summary>
    public int Status { get; } = status;
}
