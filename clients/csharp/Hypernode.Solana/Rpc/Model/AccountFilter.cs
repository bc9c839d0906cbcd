namespace Hypernode.Solana.Rpc.Model;

/// <summary>A condition that the node checks before returning an account; all of a call's filters must hold.</summary>
public abstract record AccountFilter
{
    private AccountFilter()
    {
    }

    /// <summary>The account's data has exactly this many bytes.</summary>
    public sealed record DataSize(ulong Bytes) : AccountFilter;

    /// <summary>The account's data holds these bytes (at most 128) at this offset.</summary>
    public sealed record Memcmp(ulong Offset, ReadOnlyMemory<byte> Bytes) : AccountFilter;
}
