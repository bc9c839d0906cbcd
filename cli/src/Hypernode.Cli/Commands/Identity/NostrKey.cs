namespace Hypernode.Cli.Commands.Identity;

/// <summary>Nostr keys as users write them.</summary>
internal static class NostrKey
{
    public const string Description = "The Nostr public key, 64 hexadecimal digits.";

    public static byte[] Parse(string text) => Parsing.Digest(text, "Nostr key");
}
