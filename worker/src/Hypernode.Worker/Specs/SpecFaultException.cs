namespace Hypernode.Worker.Specs;

/// <summary>A spec that no node could run as posted; the job is not accepted.</summary>
/// <param name="message">Which rule it breaks.</param>
/// <param name="inner">The failure below.</param>
public sealed class SpecFaultException(string message, Exception? inner = null) : Exception(message, inner);
