namespace Hypernode.Protocol.Documents;

/// <summary>Names that documents may give to folders, variables and secrets.</summary>
internal static class NameRules
{
    /// <summary>A single path segment of letters, digits, dot, underscore and dash that cannot lead elsewhere.</summary>
    public static string Folder(DocumentNode node)
    {
        const int maxLength = 64;
        var name = node.Text(1, maxLength);
        return name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-') && name[0] != '.'
            ? name
            : throw node.Refuse(DocumentFault.InvalidName, $"\"{name}\" is no folder name: letters, digits, dot, underscore and dash, not starting with a dot.");
    }

    /// <summary>A name a shell would accept for a variable.</summary>
    public static string Variable(string name, DocumentNode node)
    {
        const int maxLength = 128;
        var isName = name.Length is > 0 and <= maxLength
            && !char.IsAsciiDigit(name[0])
            && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
        return isName
            ? name
            : throw node.Refuse(DocumentFault.InvalidName, $"\"{name}\" is no variable name: at most {maxLength} letters, digits and underscores, no digit first.");
    }

    public static void RequireDistinct(IEnumerable<string> names, DocumentNode node)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!seen.Add(name))
            {
                throw node.Refuse(DocumentFault.DuplicateName, $"\"{name}\" is given twice.");
            }
        }
    }
}
