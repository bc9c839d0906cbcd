namespace Hypernode.Solana.Subscriptions;

/// <summary>A node began to process a slot.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Parent">Its parent.</param>
/// <param name="Root">Newest rooted slot.</param>
public sealed record SlotNotice(ulong Slot, ulong Parent, ulong Root);
