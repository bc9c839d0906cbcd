using System.Runtime.InteropServices;

namespace Hypernode.Solana.Rpc.Transport;

/// <summary>Result of one try: the value, or why there is none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TryOutcome<T>(T? Value, RpcFailure? Failure);
