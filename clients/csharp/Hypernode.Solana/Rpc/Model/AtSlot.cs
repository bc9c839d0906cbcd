namespace Hypernode.Solana.Rpc.Model;

/// <summary>A value and the slot whose state it was read from.</summary>
public sealed record AtSlot<T>(ulong Slot, T Value);
