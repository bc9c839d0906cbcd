using System.CommandLine;

namespace Hypernode.Cli.Commands;

/// <summary>Options that every command understands.</summary>
internal static class GlobalOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on standard output instead of tables.",
        Recursive = true,
    };

    public static Option<bool> Yes { get; } = new("--yes", "-y")
    {
        Description = "Do not ask before signing; refused above the amount that must be typed.",
        Recursive = true,
    };

    public static Option<string?> Endpoints { get; } = new("--endpoints")
    {
        Description = "File that names the network: RPC addresses, program ids, mint. Default: $HYPERNODE_ENDPOINTS.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Option<string?> Wallet { get; } = new("--wallet")
    {
        Description = "Name of a wallet of this profile, or path of a key file. Default: $HYPERNODE_WALLET, else 'default'.",
        HelpName = "NAME|FILE",
        Recursive = true,
    };

    public static Option<string?> PassphraseFile { get; } = new("--passphrase-file")
    {
        Description = "File whose first line opens the wallet; without it the terminal asks.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Json);
        root.Options.Add(Yes);
        root.Options.Add(Endpoints);
        root.Options.Add(Wallet);
        root.Options.Add(PassphraseFile);
    }
}
