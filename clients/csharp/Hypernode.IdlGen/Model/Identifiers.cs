using System.Text;

namespace Hypernode.IdlGen.Model;

/// <summary>Turns names of an IDL into names of C#.</summary>
internal static class Identifiers
{
    /// <summary><c>gpu_count</c> and <c>gpuCount</c> become <c>GpuCount</c>; of <c>a::b::Name</c> the last part counts.</summary>
    public static string Pascal(string name)
    {
        var builder = new StringBuilder(name.Length);
        var upper = true;
        foreach (var character in LastPart(name))
        {
            if (character == '_')
            {
                upper = true;
                continue;
            }

            builder.Append(upper ? char.ToUpperInvariant(character) : character);
            upper = false;
        }

        return IsShouted(builder) ? Calm(name) : Started(builder);
    }

    /// <summary>As <see cref="Pascal"/>, with the first letter small and keywords escaped.</summary>
    public static string Camel(string name)
    {
        var pascal = Pascal(name);
        var camel = char.ToLowerInvariant(pascal[0]) + pascal[1..];
        return Keywords.Contains(camel) ? "@" + camel : camel;
    }

    /// <summary><c>a::b::Name</c> becomes <c>ABName</c>: told apart from another module's.</summary>
    public static string WithModules(string name) => string.Concat(name.Split("::").Select(Pascal));

    private static string LastPart(string name) => name[(name.LastIndexOf(':') + 1)..];

    /// <summary>Names of constants are written in capitals.</summary>
    private static bool IsShouted(StringBuilder name)
    {
        var text = name.ToString();
        return text.Length > 1 && text.Any(char.IsAsciiLetter) && !text.Any(char.IsAsciiLetterLower);
    }

    private static string Calm(string name) => Started(new StringBuilder(string.Concat(
        LastPart(name).Split('_', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant()))));

    private static string Started(StringBuilder name) => char.IsAsciiDigit(name[0]) ? "N" + name : name.ToString();

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for",
        "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "record", "ref", "return", "sbyte",
        "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint",
        "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while", "await", "var", "field", "value", "when",
        "nameof", "required", "scoped", "file", "dynamic", "async", "yield", "partial", "global",
    };
}
