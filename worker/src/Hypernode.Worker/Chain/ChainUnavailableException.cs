namespace Hypernode.Worker.Chain;

/// <summary>No endpoint answered, or the outcome of a transaction is not known.</summary>
/// <param name="message">What was tried.</param>
/// <param name="inner">The failure below.</param>
public sealed class ChainUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
