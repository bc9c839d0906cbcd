using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Wallets;

/// <summary>The encrypted wallets of this profile: one file a name under <c>$HYPERNODE_HOME/wallets</c>.</summary>
internal sealed class WalletStore(string folder)
{
    private const string Extension = ".json";
    private const int LongestName = 32;

    /// <summary>The store of this user: <c>$HYPERNODE_HOME</c>, else <c>$XDG_CONFIG_HOME/hypernode</c>, else <c>~/.config/hypernode</c>.</summary>
    public static WalletStore OfUser() => new(Path.Combine(ProfileFolder(), "wallets"));

    /// <summary>Where this user's profile lies.</summary>
    public static string ProfileFolder() =>
        Environment.GetEnvironmentVariable("HYPERNODE_HOME") is { Length: > 0 } home
            ? home
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "hypernode");

    /// <summary>Stores a new wallet.</summary>
    /// <exception cref="CliException">The name is taken or has other characters than a-z, 0-9, '-', '_'.</exception>
    public string Add(string name, EncryptedKey key)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            throw new CliException(ExitCode.Usage, $"there is a wallet '{name}' already; it was not touched", "choose another name");
        }

        PrivateFile.WriteNew(path, System.Text.Encoding.UTF8.GetBytes(key.ToJson() + "\n"));
        return path;
    }

    public bool Contains(string name) => IsName(name) && File.Exists(PathOf(name));

    public EncryptedKey Read(string name)
    {
        var path = PathOf(name);
        try
        {
            var key = EncryptedKey.Parse(File.ReadAllText(path));
            return Address.TryParse(key.Address, out _) ? key : throw new FormatException("its address is not one");
        }
        catch (FileNotFoundException e)
        {
            throw new CliException(ExitCode.NotFound, $"there is no wallet '{name}'", $"hypernode wallet new {name}", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new CliException(ExitCode.NotFound, $"there is no wallet '{name}'", $"hypernode wallet new {name}", e);
        }
        catch (FormatException e)
        {
            throw new CliException(ExitCode.Environment, $"{path}: {e.Message}", "restore the file from a copy", e);
        }
    }

    /// <summary>Names and addresses, by name.</summary>
    public IReadOnlyList<(string Name, string Address)> List() =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*" + Extension)
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .Where(IsName)
                .Order(StringComparer.Ordinal)
                .Select(name => (name, Read(name).Address))]
            : [];

    private string PathOf(string name) =>
        IsName(name)
            ? Path.Combine(folder, name + Extension)
            : throw new CliException(ExitCode.Usage, $"'{name}' is not a wallet name", $"use 1 to {LongestName} of a-z, 0-9, '-' and '_'");

    private static bool IsName(string name) =>
        name.Length is >= 1 and <= LongestName && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
}
