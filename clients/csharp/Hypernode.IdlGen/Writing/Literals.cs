namespace Hypernode.IdlGen.Writing;

/// <summary>Values as C# writes them.</summary>
internal static class Literals
{
    public static string Bytes(ReadOnlySpan<byte> bytes)
    {
        var parts = new List<string>(bytes.Length);
        foreach (var value in bytes)
        {
            parts.Add($"{value}");
        }

        return $"[{string.Join(", ", parts)}]";
    }

    /// <summary>Bytes with a remark when they are text.</summary>
    public static string Seed(byte[] bytes) =>
        bytes.Length > 0 && Array.TrueForAll(bytes, value => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or (byte)'-' or (byte)' ')
            ? $"\"{System.Text.Encoding.ASCII.GetString(bytes)}\"u8.ToArray()"
            : $"new byte[] {{ {string.Join(", ", bytes)} }}";

    public static string Text(string value) => System.Text.Json.JsonSerializer.Serialize(value);
}
