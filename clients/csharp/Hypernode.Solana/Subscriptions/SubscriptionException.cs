namespace Hypernode.Solana.Subscriptions;

/// <summary>A subscription that a node refused or did not answer.</summary>
public sealed class SubscriptionException(string kind, int? code, string message) : Exception($"{kind}Subscribe: {message}")
{
    /// <summary>What was subscribed to: account, program, signature, logs, slot or root.</summary>
    public string Kind { get; } = kind;

    /// <summary>The node's error code; null when it did not answer.</summary>
    public int? Code { get; } = code;
}
