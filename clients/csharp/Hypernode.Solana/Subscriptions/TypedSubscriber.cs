using System.Text.Json;

namespace Hypernode.Solana.Subscriptions;

/// <summary>A subscription with its queue.</summary>
/// <param name="kind">Prefix of the method.</param>
/// <param name="writeParameters">Writes the subscribe's parameters.</param>
/// <param name="read">Reads slot and value of a notification.</param>
/// <param name="isJump">True when an item's predecessor was not the last slot; null = never asked.</param>
/// <param name="endsAfterFirst">The node ends it after one notification.</param>
/// <param name="capacity">Length of the queue.</param>
internal sealed class TypedSubscriber<T>(
    string kind,
    Action<Utf8JsonWriter> writeParameters,
    Func<JsonElement, (ulong Slot, T Value)> read,
    Func<T, ulong, bool>? isJump,
    bool endsAfterFirst,
    int capacity) : Subscriber(kind, writeParameters)
{
    public SubscriptionQueue<T> Queue { get; } = new(capacity);

    public override void Deliver(JsonElement result)
    {
        var (slot, value) = read(result);
        if (isJump is not null && Queue.LastSlot is { } last && isJump(value, last))
        {
            Queue.AddGap(GapReason.SlotJump);
        }

        Queue.Add(slot, value);
        if (endsAfterFirst)
        {
            Queue.End();
        }
    }

    public override void AddGap(GapReason reason) => Queue.AddGap(reason);

    public override void Fail(Exception failure) => Queue.End(failure);
}
