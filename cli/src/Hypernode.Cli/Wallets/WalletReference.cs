using System.Security.Cryptography;
using Hypernode.Cli.Commands;
using Hypernode.Crypto.Ed25519;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;

namespace Hypernode.Cli.Wallets;

/// <summary>The wallet a command uses: a name in the profile, or a key file by its path. The key opens only when something is signed.</summary>
internal sealed class WalletReference
{
    private const string Variable = "HYPERNODE_WALLET";
    private const string Default = "default";

    private readonly Func<KeyPairSigner> _open;

    private WalletReference(string text, Address address, Func<KeyPairSigner> open)
    {
        Text = text;
        Address = address;
        _open = open;
    }

    /// <summary>As the user named it.</summary>
    public string Text { get; }

    public Address Address { get; }

    /// <summary>The wallet of <c>--wallet</c>, else of <c>HYPERNODE_WALLET</c>, else the one named default.</summary>
    public static WalletReference Of(Invocation call) =>
        Resolve(call.Get(GlobalOptions.Wallet) ?? Environment.GetEnvironmentVariable(Variable) ?? Default, call);

    /// <summary>A wallet by name or path.</summary>
    public static WalletReference Resolve(string text, Invocation call)
    {
        if (text.Contains('/', StringComparison.Ordinal) || text.EndsWith(".json", StringComparison.Ordinal))
        {
            using var signer = KeyFile.Load(text);
            return new WalletReference(text, signer.Address, () => KeyFile.Load(text));
        }

        var stored = WalletStore.OfUser().Read(text);
        // A command of several transactions asks once.
        var passphrase = new Lazy<string>(() => Passphrase.Ask(call.Get(GlobalOptions.PassphraseFile), call.Prompt, text));
        return new WalletReference(text, Address.Parse(stored.Address), () => Decrypt(text, stored, passphrase.Value));
    }

    /// <summary>Opens the key for one signature, asking for the passphrase where the wallet is encrypted; the caller disposes it.</summary>
    public KeyPairSigner Open() => _open();

    private static KeyPairSigner Decrypt(string name, EncryptedKey stored, string passphrase)
    {
        byte[] seed = [];
        try
        {
            seed = stored.Open(passphrase);
            return new KeyPairSigner(Ed25519KeyPair.FromSeed(seed));
        }
        catch (CryptographicException e)
        {
            throw new CliException(ExitCode.Declined, $"wallet '{name}' does not open: wrong passphrase, or the file was changed", "try again", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }
}
