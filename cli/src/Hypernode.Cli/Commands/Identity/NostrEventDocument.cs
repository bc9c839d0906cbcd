using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Identity;

/// <summary>The event of a link as Nostr clients read and sign it (NIP-01).</summary>
internal static partial class NostrEventDocument
{
    private const int SignatureLength = 64;

    /// <summary>The event without its signature.</summary>
    public static JsonObject ToJson(NostrLinkEvent link) => new()
    {
        ["id"] = Convert.ToHexStringLower(link.Id),
        ["pubkey"] = Convert.ToHexStringLower(link.Key),
        ["created_at"] = link.CreatedAt,
        ["kind"] = NostrLinkEvent.Kind,
        ["tags"] = new JsonArray(new JsonArray("d", NostrLinkEvent.Tag)),
        ["content"] = link.Content,
    };

    /// <summary>Key and proof of a signed event, which has to be the one that links this wallet on this cluster.</summary>
    /// <exception cref="CliException">It is another event, or none.</exception>
    public static (byte[] Key, NostrProof Proof) Read(string file, byte[] genesis, Address owner)
    {
        if (!File.Exists(file))
        {
            throw new CliException(ExitCode.NotFound, $"there is no file {file}", "hypernode identity event prints what has to be signed");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement;
            var nonce = Nonce().Match(root.GetProperty("content").GetString()!);
            var link = new NostrLinkEvent(
                Convert.FromHexString(root.GetProperty("pubkey").GetString()!), root.GetProperty("created_at").GetUInt64(), genesis, owner,
                nonce.Success ? ulong.Parse(nonce.Groups["slot"].Value, CultureInfo.InvariantCulture) : 0);
            var signature = Convert.FromHexString(root.GetProperty("sig").GetString()!);
            // The id stands for key, time, kind, tags and content together.
            if (!string.Equals(root.GetProperty("id").GetString(), Convert.ToHexStringLower(link.Id), StringComparison.Ordinal) || signature.Length != SignatureLength)
            {
                throw new CliException(
                    ExitCode.Usage, $"{file} is not the event that links {owner} on this network", "sign what hypernode identity event prints, as it is, with this wallet in use");
            }

            return (link.Key, new NostrProof { CreatedAt = link.CreatedAt, Nonce = link.Nonce, SignatureX = signature[..32], SignatureS = signature[32..] });
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException or OverflowException)
        {
            throw new CliException(ExitCode.Usage, $"{file} is no signed Nostr event: {e.Message}", "it has id, pubkey, created_at, kind, tags, content and sig", e);
        }
    }

    [GeneratedRegex("nonce (?<slot>[0-9]{1,19})\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Nonce();
}
