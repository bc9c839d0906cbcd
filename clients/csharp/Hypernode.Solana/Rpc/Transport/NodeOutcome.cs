using System.Runtime.InteropServices;

namespace Hypernode.Solana.Rpc.Transport;

/// <summary>What one node of several said.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NodeOutcome<T>(RpcEndpoint Endpoint, TryOutcome<T> Outcome);
