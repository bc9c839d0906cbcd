using System.Buffers;
using System.Text.Json;
using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Sending;

/// <summary>Lines of <see cref="FileSendJournal"/>: one JSON object each.</summary>
internal static class SendJournalLine
{
    public static byte[] Write(SendRecord record) => WriteLine(writer =>
    {
        writer.WriteString("sent"u8, record.Signature.ToString());
        writer.WriteString("purpose"u8, record.Purpose);
        writer.WriteBase64String("bytes"u8, record.Bytes.Span);
        writer.WriteNumber("lastValidBlockHeight"u8, record.LastValidBlockHeight);
        writer.WriteNumber("minContextSlot"u8, record.MinContextSlot);
        if (record.Nonce is { } nonce)
        {
            writer.WriteString("nonceAccount"u8, nonce.Account.ToString());
            writer.WriteString("nonceAuthority"u8, nonce.Authority.ToString());
            writer.WriteString("nonceValue"u8, nonce.Value.ToString());
        }
    });

    public static byte[] Write(Signature signature, SendOutcome outcome) => WriteLine(writer =>
    {
        writer.WriteString("done"u8, signature.ToString());
        writer.WriteString("outcome"u8, outcome switch
        {
            SendOutcome.Succeeded => "succeeded",
            SendOutcome.Failed => "failed",
            _ => "expired",
        });
    });

    /// <summary>Adds the record, or removes the finished one; false when the line is damaged.</summary>
    public static bool TryApply(ReadOnlySpan<byte> line, OrderedDictionary<Signature, SendRecord> pending)
    {
        try
        {
            using var document = JsonDocument.Parse(line.ToArray());
            var root = document.RootElement;
            if (root.TryGetProperty("done", out var done))
            {
                pending.Remove(Signature.Parse(done.GetString()));
                return true;
            }

            var record = Read(root);
            pending[record.Signature] = record;
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    private static SendRecord Read(JsonElement root) => new(
        root.GetProperty("purpose").GetString()!,
        Signature.Parse(root.GetProperty("sent").GetString()),
        root.GetProperty("bytes").GetBytesFromBase64(),
        root.GetProperty("lastValidBlockHeight").GetUInt64(),
        root.GetProperty("minContextSlot").GetUInt64(),
        root.TryGetProperty("nonceAccount", out var account)
            ? new NonceLifetime(
                Address.Parse(account.GetString()),
                Address.Parse(root.GetProperty("nonceAuthority").GetString()),
                Hash.Parse(root.GetProperty("nonceValue").GetString()))
            : null);

    private static byte[] WriteLine(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2_048);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
