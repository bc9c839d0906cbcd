using System.Security.Cryptography;
using Hypernode.Cli.Wallets;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Job.Verdicts;

/// <summary>
/// Salts of verdicts that are not revealed yet, one file a commitment and verdict under <c>$HYPERNODE_HOME/verdicts</c>. Without its
/// salt a commitment opens for nobody, so the file is on the disk before anything is sent, and a salt that is there is used again.
/// </summary>
internal sealed class SaltStore(string folder)
{
    private const int SaltLength = 32;

    /// <summary>The store of this user for a network.</summary>
    public static SaltStore OfUser(Hash genesis) => new(Path.Combine(WalletStore.ProfileFolder(), "verdicts", genesis.ToString()));

    /// <summary>The salt of a verdict; a new one where there is none.</summary>
    public byte[] Keep(Address commitment, bool valid)
    {
        if (Find(commitment, valid) is { } known)
        {
            return known;
        }

        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        PrivateFile.WriteNew(PathOf(commitment, valid), salt);
        return salt;
    }

    /// <summary>The salt of a verdict; null where this profile made none.</summary>
    public byte[]? Find(Address commitment, bool valid)
    {
        var path = PathOf(commitment, valid);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    /// <summary>Forgets what is public by now.</summary>
    public void Forget(Address commitment)
    {
        foreach (var valid in (bool[])[true, false])
        {
            File.Delete(PathOf(commitment, valid));
        }
    }

    private string PathOf(Address commitment, bool valid) => Path.Combine(folder, $"{commitment}.{(valid ? "valid" : "invalid")}");
}
