namespace Hypernode.IdlGen.Reading;

/// <summary>Which names of an IDL can become identifiers.</summary>
internal static class NameRule
{
    private const int MaxLength = 128;

    /// <summary>A name of letters, digits and underscores.</summary>
    public static string Identifier(JsonNode node)
    {
        var name = node.Text();
        return IsIdentifier(name)
            ? name
            : throw node.Refuse(IdlFault.InvalidName, $"\"{name}\" is no name: at most {MaxLength} letters, digits and underscores, a letter among them");
    }

    /// <summary>A name that may lead through modules, as <c>a::b::Name</c> does.</summary>
    public static string Path(JsonNode node)
    {
        var name = node.Text();
        return name.Length <= MaxLength && name.Split("::").All(IsIdentifier)
            ? name
            : throw node.Refuse(IdlFault.InvalidName, $"\"{name}\" is no name of a type");
    }

    private static bool IsIdentifier(string name) =>
        name.Length <= MaxLength
        && name.Any(char.IsAsciiLetter)
        && !char.IsAsciiDigit(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
