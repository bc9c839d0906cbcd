using System.Security.Cryptography;
using System.Text;

namespace Hypernode.Cli.Commands.Node.Fingerprints;

/// <summary>The 32 bytes that stand for a card: its own digest, or SHA-256 of the identifier its driver reports.</summary>
internal static class CardHash
{
    public const string Description = "Identifier of the card as its driver reports it, such as GPU-5d3c..., or sha256: and 64 hexadecimal digits.";

    private const string Given = "sha256:";

    public static byte[] Of(string text)
    {
        if (text.StartsWith(Given, StringComparison.Ordinal))
        {
            return Parsing.Digest(text[Given.Length..], "digest");
        }

        return text.Length > 0
            ? SHA256.HashData(Encoding.UTF8.GetBytes(text))
            : throw new CliException(ExitCode.Usage, "a card has an identifier", "nvidia-smi -L lists them");
    }
}
