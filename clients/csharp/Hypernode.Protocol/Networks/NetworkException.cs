namespace Hypernode.Protocol.Networks;

/// <summary>The network is not named, or its endpoints file cannot be used.</summary>
/// <param name="message">What is wrong, with the file.</param>
/// <param name="remedy">What to do about it.</param>
/// <param name="innerException">The failure below, if any.</param>
public sealed class NetworkException(string message, string remedy, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What to do about it, as one sentence.</summary>
    public string Remedy { get; } = remedy;
}
