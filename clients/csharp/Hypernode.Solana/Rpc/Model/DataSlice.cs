using System.Runtime.InteropServices;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>The part of the account data to return.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DataSlice(ulong Offset, ulong Length);
