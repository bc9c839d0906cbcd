namespace Hypernode.Solana.Rpc;

/// <summary>A node does not have the block or slot asked for. It never means that the slot is empty of transactions.</summary>
public sealed class BlockUnavailableException(int code, string message) : Exception($"Node error {code}: {message}")
{
    /// <summary>-32001 cleaned up, -32004 not available yet, -32007 and -32009 skipped or missing, -32011 no history, -32014 status not
    /// available, -32019 history unreachable, -32021 slot not rooted.</summary>
    public int Code { get; } = code;
}
