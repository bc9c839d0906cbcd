using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Decoding;

/// <summary>Lists the values of a record that a generated client decoded. Records inside it are flattened.</summary>
internal static class FieldReader
{
    /// <summary>Bookkeeping of the programs: it says nothing about what a transaction does.</summary>
    private static readonly HashSet<string> Bookkeeping = new(StringComparer.Ordinal)
    {
        "Version", "Bump", "EscrowBump", "VaultBump", "Reserved", "Spare", "Changes",
    };

    /// <summary>The fields in the order of the layout.</summary>
    public static IReadOnlyList<Field> Read(object record)
    {
        var fields = new List<Field>();
        Add("", record, fields);
        return fields;
    }

    /// <summary>A program's own spelling of a generated name: <c>TreasuryBps</c> is <c>treasury_bps</c>.</summary>
    public static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    private static void Add(string prefix, object record, List<Field> fields)
    {
        foreach (var property in Values(record.GetType()))
        {
            var name = prefix + SnakeCase(property.Name);
            var value = property.GetValue(record);
            if (value is not null && IsNested(property.PropertyType))
            {
                Add(name + ".", value, fields);
            }
            else if (value is object[] items && IsNested(property.PropertyType.GetElementType()!))
            {
                AddItems(name, items, fields);
            }
            else
            {
                fields.Add(new Field(name, FieldText.Of(property, value), FieldText.IsSet(value)));
            }
        }
    }

    /// <summary>Lists have fixed room on chain: only the entries in use are listed.</summary>
    private static void AddItems(string name, object[] items, List<Field> fields)
    {
        for (var place = 0; place < items.Length; place++)
        {
            var entry = new List<Field>();
            Add($"{name}[{place}].", items[place], entry);
            fields.AddRange(entry.Any(field => field.IsSet) ? entry : []);
        }
    }

    /// <summary>Only what the layout holds: the members that callers must set.</summary>
    private static IEnumerable<PropertyInfo> Values(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.IsDefined(typeof(RequiredMemberAttribute)) && !Bookkeeping.Contains(property.Name));

    private static bool IsNested(Type type) => type.IsClass && !type.IsArray && type != typeof(string) && !FieldText.IsTextOf(type);
}
