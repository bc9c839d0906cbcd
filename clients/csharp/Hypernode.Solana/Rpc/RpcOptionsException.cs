namespace Hypernode.Solana.Rpc;

/// <summary>Options that cannot work; the message lists every problem.</summary>
public sealed class RpcOptionsException(IReadOnlyList<string> problems) : Exception(string.Join(' ', problems))
{
    /// <summary>One sentence for each problem.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
