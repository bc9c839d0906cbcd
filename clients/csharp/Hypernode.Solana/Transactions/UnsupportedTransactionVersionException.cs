namespace Hypernode.Solana.Transactions;

/// <summary>A message or node reply uses a transaction version this build cannot read: update Hypernode.</summary>
public sealed class UnsupportedTransactionVersionException : Exception
{
    /// <param name="version">The version; null when the node did not say.</param>
    public UnsupportedTransactionVersionException(int? version)
        : base(version is { } v ? $"Transaction version {v} is not supported: update Hypernode." : "The node holds a transaction of a version it was not asked for.") =>
        Version = version;

    /// <summary>The version; null when the node did not say.</summary>
    public int? Version { get; }
}
