namespace Hypernode.Solana.Rpc.Transport;

/// <summary>Whether a request may be repeated after a failure that leaves its fate open.</summary>
internal enum RpcCallKind
{
    /// <summary>Changes nothing: repeated and hedged.</summary>
    Read,

    /// <summary>Sends the same transaction bytes: repeated, since the chain takes them once.</summary>
    SendIdenticalBytes,

    /// <summary>Would have its effect twice: never repeated.</summary>
    Once,
}
