namespace Hypernode.Solana.Subscriptions;

/// <summary>Why items of a subscription may be missing.</summary>
public enum GapReason
{
    /// <summary>The connection was lost and is there again.</summary>
    Reconnected = 1,

    /// <summary>The reader was too slow for its queue.</summary>
    Overflow = 2,

    /// <summary>The node ended the subscription; it was made again.</summary>
    ServerUnsubscribed = 3,

    /// <summary>A slot whose parent was not the slot before it in this subscription.</summary>
    SlotJump = 4,
}
