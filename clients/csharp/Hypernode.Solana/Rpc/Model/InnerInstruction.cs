namespace Hypernode.Solana.Rpc.Model;

/// <summary>A call one program made of another.</summary>
/// <param name="ProgramIndex">Place of the program in the transaction's accounts.</param>
/// <param name="AccountIndexes">Places of its accounts.</param>
/// <param name="Data">Its data.</param>
/// <param name="StackHeight">Depth of the call, 2 for one made by the transaction's own instruction; null when the node did not say.</param>
public sealed record InnerInstruction(byte ProgramIndex, ReadOnlyMemory<byte> AccountIndexes, ReadOnlyMemory<byte> Data, int? StackHeight);
