using System.Security.Cryptography;
using Hypernode.Content.Manifests;

namespace Hypernode.Content.Tests.Manifests;

[TestFixture]
internal sealed class MerkleTreeTests
{
    [Test]
    public void Root_of_0_to_33_leaves_equals_the_recursion_of_the_standard()
    {
        for (var count = 0; count <= 33; count++)
        {
            var chunks = Enumerable.Range(0, count).Select(i => new[] { (byte)i, (byte)(i * 7) }).ToArray();
            var tree = new MerkleTree();
            foreach (var chunk in chunks)
            {
                tree.Append(MerkleTree.HashLeaf(chunk));
            }

            Assert.That(tree.Root(), Is.EqualTo(SlowRoot(chunks)), $"{count} leaves");
        }
    }

    private static byte[] SlowRoot(byte[][] chunks)
    {
        if (chunks.Length == 0)
        {
            return SHA256.HashData([]);
        }

        if (chunks.Length == 1)
        {
            return SHA256.HashData([0, .. chunks[0]]);
        }

        var left = 1;
        while (left * 2 < chunks.Length)
        {
            left *= 2;
        }

        return SHA256.HashData([1, .. SlowRoot(chunks[..left]), .. SlowRoot(chunks[left..])]);
    }
}
