namespace Hypernode.Solana.Rpc.Model;

/// <summary>Calls made below one instruction of the transaction, in order.</summary>
/// <param name="Index">Place of that instruction.</param>
/// <param name="Instructions">The calls.</param>
public sealed record InnerInstructions(int Index, IReadOnlyList<InnerInstruction> Instructions);
