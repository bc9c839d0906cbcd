namespace Hypernode.Client.Events;

/// <summary>The node kept no inner instructions of a transaction, so its events are unknown: ask a node that does.</summary>
public sealed class EventsNotRecordedException()
    : Exception("The node kept no inner instructions of this transaction: ask one that records them. No events is not what this means.");
