using System.Security.Cryptography;

namespace Hypernode.Content.Manifests;

/// <summary>The hash tree of RFC 6962, fed leaf by leaf; keeps one hash per level.</summary>
public sealed class MerkleTree
{
    private readonly Stack<(int Height, byte[] Hash)> _peaks = new();

    /// <summary>Leaf hash: SHA-256 of a zero byte and the chunk.</summary>
    public static byte[] HashLeaf(ReadOnlySpan<byte> chunk)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(chunk);
        return hash.GetHashAndReset();
    }

    /// <summary>Root of leaf hashes laid end to end.</summary>
    /// <param name="leaves">32 bytes per leaf.</param>
    public static byte[] RootOf(ReadOnlySpan<byte> leaves)
    {
        var tree = new MerkleTree();
        for (var at = 0; at < leaves.Length; at += SHA256.HashSizeInBytes)
        {
            tree.Append(leaves.Slice(at, SHA256.HashSizeInBytes).ToArray());
        }

        return tree.Root();
    }

    /// <summary>Adds the next leaf hash.</summary>
    public void Append(byte[] leafHash)
    {
        var node = (Height: 0, Hash: leafHash);
        while (_peaks.TryPeek(out var left) && left.Height == node.Height)
        {
            _peaks.Pop();
            node = (node.Height + 1, HashNode(left.Hash, node.Hash));
        }

        _peaks.Push(node);
    }

    /// <summary>Root over the leaves so far; SHA-256 of nothing for none.</summary>
    public byte[] Root()
    {
        if (_peaks.Count == 0)
        {
            return SHA256.HashData([]);
        }

        // The stack yields the smallest peak first: exactly the right-to-left fold of RFC 6962.
        byte[]? root = null;
        foreach (var (_, hash) in _peaks)
        {
            root = root is null ? hash : HashNode(hash, root);
        }

        return root!;
    }

    private static byte[] HashNode(byte[] left, byte[] right)
    {
        Span<byte> joined = stackalloc byte[65];
        joined[0] = 1;
        left.CopyTo(joined[1..]);
        right.CopyTo(joined[33..]);
        return SHA256.HashData(joined);
    }
}
