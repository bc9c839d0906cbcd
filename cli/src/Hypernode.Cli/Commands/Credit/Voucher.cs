using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hypernode.Crypto.Ed25519;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Credit;

/// <summary>A promise of a credit's key to pay so much in all; the file that passes from owner to payee.</summary>
/// <param name="Credit">The credit's account.</param>
/// <param name="OpenedSlot">Slot it was opened in: no voucher outlives its credit.</param>
/// <param name="Cumulative">Base units promised since the credit was opened.</param>
/// <param name="Key">Who signed.</param>
/// <param name="Signature">Over the voucher digest.</param>
internal sealed record Voucher(Address Credit, ulong OpenedSlot, ulong Cumulative, Address Key, Signature Signature)
{
    /// <summary>Name of the document.</summary>
    public const string Schema = "hypernode.credit.voucher.v1";

    /// <summary>Reads the file that `credit voucher --out` writes.</summary>
    /// <exception cref="CliException">It is none.</exception>
    public static Voucher Read(string path)
    {
        try
        {
            var document = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
            if (string.Equals(document.GetProperty("schema").GetString(), Schema, StringComparison.Ordinal))
            {
                return new Voucher(
                    Address.Parse(document.GetProperty("credit").GetString()!),
                    document.GetProperty("openedSlot").GetUInt64(),
                    ulong.Parse(document.GetProperty("cumulative").GetString()!, CultureInfo.InvariantCulture),
                    Address.Parse(document.GetProperty("key").GetString()!),
                    Signature.Parse(document.GetProperty("signature").GetString()!));
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or ArgumentException or InvalidOperationException or OverflowException)
        {
            throw new CliException(ExitCode.Usage, $"{path} is no voucher", "hypernode credit voucher --out writes one", e);
        }

        throw new CliException(ExitCode.Usage, $"{path} is no voucher", "hypernode credit voucher --out writes one");
    }

    /// <summary>Writes the document to a file.</summary>
    public void Write(string path)
    {
        var document = ToJson();
        document["schema"] = Schema;
        File.WriteAllText(path, document.ToJsonString() + "\n");
    }

    public JsonObject ToJson() => new()
    {
        ["credit"] = Credit.ToString(),
        ["openedSlot"] = OpenedSlot,
        ["cumulative"] = Cumulative.ToString(CultureInfo.InvariantCulture),
        ["key"] = Key.ToString(),
        ["signature"] = Signature.ToString(),
    };

    /// <summary>Whether its key signed exactly this promise on this chain.</summary>
    public bool IsSigned(Hash genesis) =>
        Ed25519Verifier.Verify(Key.Bytes, CreditRecipes.Voucher(genesis, Credit, OpenedSlot, Cumulative), Signature.Bytes);
}
