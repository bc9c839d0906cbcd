namespace Hypernode.Solana.Subscriptions;

/// <summary>What a subscription yields: an item, or notice that items may be missing.</summary>
public abstract record SubscriptionEvent<T>
{
    private SubscriptionEvent()
    {
    }

    /// <summary>A notification.</summary>
    /// <param name="Slot">Slot it belongs to.</param>
    /// <param name="Value">Its content.</param>
    public sealed record Item(ulong Slot, T Value) : SubscriptionEvent<T>;

    /// <summary>Items may be missing from here on: read the state anew.</summary>
    /// <param name="LastSlot">Slot of the last item before the gap; null when there was none.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Gap(ulong? LastSlot, GapReason Reason) : SubscriptionEvent<T>;
}
