namespace Hypernode.Benchmarks;

/// <summary>One measured round.</summary>
/// <param name="Count">Operations done.</param>
/// <param name="Seconds">Time they took.</param>
/// <param name="Digest">SHA-256 of the outputs of one pass over all inputs.</param>
internal sealed record Measurement(long Count, double Seconds, string Digest)
{
    public double PerSecond => Count / Seconds;
}
