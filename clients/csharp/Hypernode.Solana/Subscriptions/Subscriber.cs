using System.Text.Json;

namespace Hypernode.Solana.Subscriptions;

/// <summary>One subscription as its connection sees it, whatever it yields.</summary>
internal abstract class Subscriber(string kind, Action<Utf8JsonWriter> writeParameters)
{
    /// <summary>Prefix of the method: account, program, signature, logs, slot or root.</summary>
    public string Kind { get; } = kind;

    /// <summary>Writes the items of the subscribe's parameter array.</summary>
    public Action<Utf8JsonWriter> WriteParameters { get; } = writeParameters;

    /// <summary>The node's number for it on the present connection; null while it has none.</summary>
    public ulong? ServerId { get; set; }

    /// <summary>Completes when the node has taken the subscription for the first time.</summary>
    public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Why items may be missing when the node takes it once more.</summary>
    public GapReason GapWhenTaken { get; set; } = GapReason.Reconnected;

    public abstract void Deliver(JsonElement result);

    public abstract void AddGap(GapReason reason);

    public abstract void Fail(Exception failure);
}
