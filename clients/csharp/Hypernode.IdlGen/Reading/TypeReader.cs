using System.Globalization;
using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Reading;

/// <summary>Reads types and their definitions.</summary>
internal static class TypeReader
{
    /// <summary>Levels a type may nest in the file.</summary>
    private const int MaxDepth = 32;

    private const long MaxArrayLength = 10 * 1024 * 1024;

    private static readonly Dictionary<string, Scalar> Scalars =
        Enum.GetValues<Scalar>().ToDictionary(scalar => scalar.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static IdlType Read(JsonNode node) => Read(node, 0);

    public static Fields ReadFields(JsonNode node)
    {
        var items = node.Items();
        return items.Count > 0 && IsNamedField(items[0])
            ? new Fields(true, ReadNamedFields(items))
            : new Fields(items.Count == 0, [.. items.Select((item, i) => new IdlField(item.Path, $"item{i}", [], Read(item)))]);
    }

    public static IReadOnlyList<IdlField> ReadNamedFields(IReadOnlyList<JsonNode> items)
    {
        var fields = new List<IdlField>(items.Count);
        foreach (var item in items)
        {
            var field = item.Object("name", "docs", "type");
            fields.Add(new IdlField(field.Path, NameRule.Identifier(field.Required("name")), field.Docs(), Read(field.Required("type"))));
        }

        RequireDistinct(fields, field => field.Name, field => field.Path);
        return fields;
    }

    public static void RequireDistinct<T>(IEnumerable<T> items, Func<T, string> name, Func<T, string> path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (!seen.Add(name(item)))
            {
                throw new IdlException(IdlFault.DuplicateName, path(item), $"the name \"{name(item)}\" is used twice in this list");
            }
        }
    }

    private static bool IsNamedField(JsonNode node) =>
        node.Kind == System.Text.Json.JsonValueKind.Object && node.TryGet("name", out _) && node.TryGet("type", out _);

    private static IdlType Read(JsonNode node, int depth)
    {
        if (depth > MaxDepth)
        {
            throw node.Refuse(IdlFault.RecursiveType, $"types nest deeper than {MaxDepth} levels");
        }

        if (node.IsText)
        {
            var name = node.Text();
            return Scalars.TryGetValue(name, out var scalar)
                ? new ScalarType(node.Path, scalar)
                : throw node.Refuse(IdlFault.UnknownKind, $"\"{name}\" is no type");
        }

        var type = node.Object("option", "coption", "vec", "array", "defined", "generic");
        var kinds = new List<IdlType>(1);
        if (type.TryGet("option", out var option))
        {
            kinds.Add(new OptionType(node.Path, Read(option, depth + 1), IsWide: false));
        }

        if (type.TryGet("coption", out var wideOption))
        {
            kinds.Add(new OptionType(node.Path, Read(wideOption, depth + 1), IsWide: true));
        }

        if (type.TryGet("vec", out var vector))
        {
            kinds.Add(new VectorType(node.Path, Read(vector, depth + 1)));
        }

        if (type.TryGet("array", out var array))
        {
            kinds.Add(ReadArray(array, depth));
        }

        if (type.TryGet("defined", out var defined))
        {
            kinds.Add(ReadDefined(defined, depth));
        }

        if (type.TryGet("generic", out var generic))
        {
            kinds.Add(new GenericType(node.Path, NameRule.Identifier(generic)));
        }

        return kinds.Count == 1
            ? kinds[0]
            : throw node.Refuse(IdlFault.UnknownKind, "a type has exactly one of option, coption, vec, array, defined, generic");
    }

    private static ArrayType ReadArray(JsonNode node, int depth)
    {
        var parts = node.Items();
        if (parts.Count != 2)
        {
            throw node.Refuse(IdlFault.WrongValue, "an array has two parts: the element type and the length");
        }

        var length = parts[1].Kind == System.Text.Json.JsonValueKind.Object
            ? new ArrayLength(null, NameRule.Identifier(parts[1].Object("generic").Required("generic")))
            : new ArrayLength(parts[1].Number(MaxArrayLength), null);
        return new ArrayType(node.Path, Read(parts[0], depth + 1), length);
    }

    private static DefinedType ReadDefined(JsonNode node, int depth)
    {
        var defined = node.Object("name", "generics");
        var arguments = new List<GenericArgument>();
        foreach (var item in defined.OptionalItems("generics"))
        {
            var argument = item.Object("kind", "type", "value");
            var kind = argument.Required("kind");
            arguments.Add(kind.Text() switch
            {
                "type" => new GenericArgument(item.Path, Read(item.Object("kind", "type").Required("type"), depth + 1), null),
                "const" => new GenericArgument(item.Path, null, item.Object("kind", "value").Required("value").Text()),
                var other => throw kind.Refuse(IdlFault.UnknownKind, $"\"{other}\" is no kind of generic argument: type or const"),
            });
        }

        return new DefinedType(node.Path, NameRule.Path(defined.Required("name")), arguments);
    }

    /// <summary>The length a constant generic argument gives.</summary>
    public static long? ParseLength(string text) =>
        long.TryParse(text.Replace("_", string.Empty, StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value <= MaxArrayLength
            ? value
            : null;
}
