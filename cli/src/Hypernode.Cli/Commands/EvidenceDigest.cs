using System.Security.Cryptography;

namespace Hypernode.Cli.Commands;

/// <summary>Evidence as the chain holds it: the SHA-256 of a file, or a digest the user has already.</summary>
internal static class EvidenceDigest
{
    public static async Task<byte[]> OfAsync(string fileOrDigest, CancellationToken cancellationToken)
    {
        if (!File.Exists(fileOrDigest))
        {
            return Parsing.Digest(fileOrDigest, "file or digest");
        }

        var file = File.OpenRead(fileOrDigest);
        await using (file.ConfigureAwait(false))
        {
            return await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false);
        }
    }
}
