namespace Hypernode.Benchmarks;

/// <summary>Median rates of one operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="What">What one operation is.</param>
/// <param name="PerSecond">Operations a second by side.</param>
internal sealed record Figure(string Name, string What, IReadOnlyDictionary<string, double> PerSecond)
{
    public const string Ours = "hypernode";
    public const string Kit = "kit";
    public const string Web3 = "web3";

    /// <summary>How many times as fast as kit.</summary>
    public double TimesKit => PerSecond[Ours] / PerSecond[Kit];

    /// <summary>How many times as fast as web3.js.</summary>
    public double TimesWeb3 => PerSecond[Ours] / PerSecond[Web3];
}
