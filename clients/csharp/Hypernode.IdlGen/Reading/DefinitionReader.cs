using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Reading;

/// <summary>Reads the definitions of types.</summary>
internal static class DefinitionReader
{
    private const int MaxVariants = 256;
    private const int MaxAlign = 4096;

    public static IdlTypeDefinition Read(JsonNode node)
    {
        var definition = node.Object("name", "docs", "serialization", "repr", "generics", "type");
        var serialization = definition.TryGet("serialization", out var written) ? ReadSerialization(written) : Serialization.Borsh;
        var representation = definition.TryGet("repr", out var repr)
            ? ReadRepresentation(repr)
            : new Representation(RepresentationKind.Unstated, false, null);
        if (serialization == Serialization.Bytemuck && representation.Kind is not (RepresentationKind.C or RepresentationKind.Transparent))
        {
            throw definition.Refuse(IdlFault.UnsupportedLayout, "bytemuck needs the representation c or transparent: any other has no fixed layout");
        }

        var parameters = definition.OptionalItems("generics").Select(ReadParameter).ToList();
        TypeReader.RequireDistinct(parameters, parameter => parameter.Name, _ => $"{definition.Path}.generics");
        return new IdlTypeDefinition(
            definition.Path,
            NameRule.Path(definition.Required("name")),
            definition.Docs(),
            serialization,
            representation,
            parameters,
            ReadBody(definition.Required("type")));
    }

    private static Serialization ReadSerialization(JsonNode node)
    {
        if (!node.IsText)
        {
            throw node.Refuse(IdlFault.UnsupportedLayout, "a serialization of one's own has no layout the file tells");
        }

        return node.Text() switch
        {
            "borsh" => Serialization.Borsh,
            "bytemuck" or "bytemuckunsafe" => Serialization.Bytemuck,
            var other => throw node.Refuse(IdlFault.UnknownKind, $"\"{other}\" is no serialization: borsh, bytemuck or bytemuckunsafe"),
        };
    }

    private static Representation ReadRepresentation(JsonNode node)
    {
        var repr = node.Object("kind", "packed", "align");
        var kind = repr.Required("kind");
        var known = kind.Text() switch
        {
            "rust" => RepresentationKind.Rust,
            "c" => RepresentationKind.C,
            "transparent" => RepresentationKind.Transparent,
            var other => throw kind.Refuse(IdlFault.UnknownKind, $"\"{other}\" is no representation: rust, c or transparent"),
        };
        int? align = null;
        if (repr.TryGet("align", out var stated))
        {
            align = (int)stated.Number(MaxAlign);
            if (!int.IsPow2(align.Value))
            {
                throw stated.Refuse(IdlFault.WrongValue, "an alignment is a power of two");
            }
        }

        var packed = repr.Flag("packed");
        if (packed && align is not null)
        {
            throw repr.Refuse(IdlFault.UnsupportedLayout, "packed and align exclude each other");
        }

        return new Representation(known, packed, align);
    }

    private static GenericParameter ReadParameter(JsonNode node)
    {
        var parameter = node.Object("kind", "name", "type");
        var kind = parameter.Required("kind");
        return kind.Text() switch
        {
            "type" => new GenericParameter(NameRule.Identifier(node.Object("kind", "name").Required("name")), null),
            "const" => new GenericParameter(NameRule.Identifier(parameter.Required("name")), parameter.Required("type").Text()),
            var other => throw kind.Refuse(IdlFault.UnknownKind, $"\"{other}\" is no kind of generic parameter: type or const"),
        };
    }

    private static TypeBody ReadBody(JsonNode node)
    {
        var body = node.Object("kind", "fields", "variants", "alias", "values");
        var kind = body.Required("kind");
        return kind.Text() switch
        {
            "struct" => new StructBody(node.Object("kind", "fields").TryGet("fields", out var fields) ? TypeReader.ReadFields(fields) : Fields.None),
            "enum" => ReadEnum(node.Object("kind", "variants").Required("variants")),
            "type" => ReadAlias(node.Object("kind", "alias", "values")),
            var other => throw kind.Refuse(IdlFault.UnknownKind, $"\"{other}\" is no kind of definition: struct, enum or type"),
        };
    }

    private static EnumBody ReadEnum(JsonNode node)
    {
        var variants = new List<IdlVariant>();
        foreach (var item in node.Items())
        {
            var variant = item.Object("name", "docs", "fields");
            var fields = variant.TryGet("fields", out var listed) ? TypeReader.ReadFields(listed) : Fields.None;
            variants.Add(new IdlVariant(item.Path, NameRule.Identifier(variant.Required("name")), variant.Docs(), fields));
        }

        if (variants.Count is 0 or > MaxVariants)
        {
            throw node.Refuse(IdlFault.WrongValue, $"an enum has 1 to {MaxVariants} variants");
        }

        TypeReader.RequireDistinct(variants, variant => variant.Name, variant => variant.Path);
        return new EnumBody(variants);
    }

    private static AliasBody ReadAlias(JsonNode body)
    {
        var target = TypeReader.Read(body.Required("alias"));
        var values = new List<IdlEnumValue>();
        foreach (var item in body.OptionalItems("values"))
        {
            var value = item.Object("name", "value", "docs");
            values.Add(new IdlEnumValue(NameRule.Identifier(value.Required("name")), (byte)value.Required("value").Number(byte.MaxValue), value.Docs()));
        }

        if (values.Count > 0 && target is not ScalarType { Scalar: Scalar.U8 })
        {
            throw body.Refuse(IdlFault.WrongValue, "only an alias of u8 can name its values");
        }

        TypeReader.RequireDistinct(values, value => value.Name, _ => $"{body.Path}.values");
        TypeReader.RequireDistinct(values, value => $"{value.Value}", _ => $"{body.Path}.values");
        return new AliasBody(target, values);
    }
}
