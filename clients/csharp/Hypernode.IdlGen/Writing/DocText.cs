using System.Text;

namespace Hypernode.IdlGen.Writing;

/// <summary>Text of an IDL inside a comment.</summary>
internal static class DocText
{
    /// <summary>Escapes what XML would read and drops what could end the line.</summary>
    public static string Escape(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            builder.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                0x85 or 0x2028 or 0x2029 or 0xfffe or 0xffff => " ",
                _ when Rune.IsControl(rune) => " ",
                _ => rune.ToString(),
            });
        }

        return builder.ToString();
    }
}
