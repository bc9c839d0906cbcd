using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>Bytes a program returned.</summary>
public sealed record ReturnData(Address ProgramId, ReadOnlyMemory<byte> Data);
