using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hypernode.Cli.Wallets;
using Hypernode.Crypto.Ed25519;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Wallet;

/// <summary>Encrypts a key into the profile and says where it is.</summary>
internal static class StoredWallet
{
    public static void Save(Invocation call, string name, Ed25519KeyPair key)
    {
        var store = WalletStore.OfUser();
        if (store.Contains(name))
        {
            // Asked before the passphrase, so that nobody types one for nothing.
            throw new CliException(ExitCode.Usage, $"there is a wallet '{name}' already; it was not touched", "choose another name");
        }

        var passphrase = Passphrase.Choose(call.Get(GlobalOptions.PassphraseFile), call.Prompt, name);
        var address = new Address(key.PublicKey).ToString();
        var seed = new byte[Ed25519KeyPair.SeedLength];
        string path;
        try
        {
            key.CopySeed(seed);
            path = store.Add(name, EncryptedKey.Seal(seed, address, passphrase));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }

        call.Output.Result("hypernode.wallet.v1", new JsonObject { ["name"] = name, ["address"] = address, ["file"] = path }, output =>
        {
            output.Record([("wallet", name), ("address", address), ("file", path)]);
            output.Notice("Without the passphrase and a copy of this file nobody can recover the key.");
        });
    }
}
