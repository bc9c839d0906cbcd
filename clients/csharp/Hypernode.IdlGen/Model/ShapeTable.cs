using Hypernode.IdlGen.Reading;

namespace Hypernode.IdlGen.Model;

/// <summary>Resolves the types of a program: aliases followed, generics filled in, layouts computed.</summary>
internal sealed class ShapeTable
{
    /// <summary>Bytes of the largest account there can be.</summary>
    private const int MaxSize = 10 * 1024 * 1024;

    private const int MaxDepth = 64;

    private readonly Dictionary<string, IdlTypeDefinition> _definitions;
    private readonly Dictionary<string, Shape> _shapes = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];
    private readonly List<int> _indirections = [];
    private readonly List<(string Path, VectorShape Shape)> _vectors = [];
    private readonly List<Shape> _declared = [];
    private readonly NameScope _names;
    private readonly string _namespace;
    private readonly PodLayout _podLayout;

    public ShapeTable(IReadOnlyList<IdlTypeDefinition> definitions, NameScope names, string namespaceName, PodLayout podLayout)
    {
        _definitions = definitions.ToDictionary(definition => definition.Name, StringComparer.Ordinal);
        _names = names;
        _namespace = namespaceName;
        _podLayout = podLayout;
        foreach (var definition in definitions.Where(definition => definition.Parameters.Count == 0))
        {
            ResolveDefinition(definition, [], definition.Path);
        }
    }

    /// <summary>The types to be written, in the order of the file.</summary>
    public IReadOnlyList<Shape> Declared => _declared;

    /// <summary>The type an instruction, a constant or a seed names.</summary>
    public Shape Resolve(IdlType type)
    {
        var shape = Resolve(type, EmptyEnvironment);
        CheckVectors();
        return shape;
    }

    /// <summary>The definition of an account or an event.</summary>
    public RecordShape ResolveRecord(IdlDiscriminated item)
    {
        if (!_definitions.TryGetValue(item.Name, out var definition))
        {
            throw new IdlException(IdlFault.UnknownType, item.Path, $"the type \"{item.Name}\" is not defined");
        }

        return definition.Parameters.Count == 0 && ResolveDefinition(definition, [], item.Path) is RecordShape record
            ? record
            : throw new IdlException(IdlFault.UnknownType, item.Path, $"\"{item.Name}\" is no struct without parameters");
    }

    /// <summary>The struct a seed looks into; null when there is none of that name.</summary>
    public RecordShape? FindRecord(string name) =>
        _definitions.TryGetValue(name, out var definition) && definition.Parameters.Count == 0
            ? ResolveDefinition(definition, [], definition.Path) as RecordShape
            : null;

    /// <summary>Fields of a record with their names in C#.</summary>
    public List<Member> ResolveMembers(IReadOnlyList<IdlField> fields, IEnumerable<string> takenNames) =>
        ResolveMembers(fields, takenNames, EmptyEnvironment);

    /// <summary>Refuses vectors whose length no remaining byte could disprove.</summary>
    public void CheckVectors()
    {
        foreach (var (path, vector) in _vectors)
        {
            if (vector.Element.MinSize == 0)
            {
                throw new IdlException(IdlFault.ZeroSizedElement, path, "the elements of this vector have no bytes");
            }
        }
    }

    private static Dictionary<string, Binding> EmptyEnvironment { get; } = [];

    private Shape Resolve(IdlType type, Dictionary<string, Binding> environment) => type switch
    {
        ScalarType scalar => new ScalarShape(scalar.Scalar),
        OptionType option => ResolveOption(option, environment),
        VectorType vector => ResolveVector(vector, environment),
        ArrayType array => ResolveArray(array, environment),
        DefinedType defined => ResolveDefined(defined, environment),
        GenericType generic => environment.TryGetValue(generic.Name, out var binding) && binding.Shape is { } shape
            ? shape
            : throw new IdlException(IdlFault.GenericMismatch, generic.Path, $"no type parameter is called \"{generic.Name}\" here"),
        _ => throw new IdlException(IdlFault.UnknownKind, type.Path, "the type has no meaning"),
    };

    private OptionShape ResolveOption(OptionType option, Dictionary<string, Binding> environment)
    {
        var inner = option.IsWide ? Resolve(option.Inner, environment) : Indirect(() => Resolve(option.Inner, environment));
        if (inner is OptionShape)
        {
            throw new IdlException(IdlFault.NestedOption, option.Path, "an option directly inside an option cannot be told from null");
        }

        return option.IsWide && inner.FixedSize is null
            ? throw new IdlException(IdlFault.UnsupportedLayout, option.Path, "a coption keeps the room of an absent value, so the value needs a fixed size")
            : new OptionShape(inner, option.IsWide);
    }

    private VectorShape ResolveVector(VectorType vector, Dictionary<string, Binding> environment)
    {
        var shape = new VectorShape(Indirect(() => Resolve(vector.Element, environment)));
        _vectors.Add((vector.Path, shape));
        return shape;
    }

    private ArrayShape ResolveArray(ArrayType array, Dictionary<string, Binding> environment)
    {
        var element = Resolve(array.Element, environment);
        var length = array.Length.Value;
        if (array.Length.Parameter is { } parameter)
        {
            length = environment.TryGetValue(parameter, out var binding) ? binding.Length : null;
        }

        if (length is not { } count)
        {
            throw new IdlException(IdlFault.GenericMismatch, array.Path, $"no constant parameter with a number is called \"{array.Length.Parameter}\" here");
        }

        return count * Math.Max(1, element.MinSize) <= MaxSize
            ? new ArrayShape(element, (int)count)
            : throw new IdlException(IdlFault.TypeTooLarge, array.Path, $"the array takes more than {MaxSize} bytes");
    }

    private Shape ResolveDefined(DefinedType defined, Dictionary<string, Binding> environment)
    {
        if (!_definitions.TryGetValue(defined.Name, out var definition))
        {
            throw new IdlException(IdlFault.UnknownType, defined.Path, $"the type \"{defined.Name}\" is not defined");
        }

        if (defined.Arguments.Count != definition.Parameters.Count)
        {
            throw new IdlException(
                IdlFault.GenericMismatch,
                defined.Path,
                $"\"{defined.Name}\" has {definition.Parameters.Count} generic parameters, not {defined.Arguments.Count}");
        }

        var bindings = definition.Parameters.Zip(defined.Arguments, (parameter, argument) => Bind(parameter, argument, environment)).ToList();
        return ResolveDefinition(definition, bindings, defined.Path);
    }

    private Binding Bind(GenericParameter parameter, GenericArgument argument, Dictionary<string, Binding> environment)
    {
        if ((parameter.ConstantType is null) != (argument.Constant is null))
        {
            throw new IdlException(IdlFault.GenericMismatch, argument.Path, $"the parameter \"{parameter.Name}\" takes a {(parameter.ConstantType is null ? "type" : "constant")}");
        }

        if (argument.Type is { } type)
        {
            var shape = Resolve(type, environment);
            return new Binding(parameter.Name, shape, null, Label(shape));
        }

        // A constant may itself be a parameter of the definition around it.
        var length = environment.TryGetValue(argument.Constant!, out var outer) ? outer.Length : TypeReader.ParseLength(argument.Constant!);
        return length is { } value
            ? new Binding(parameter.Name, null, value, $"{value}")
            : throw new IdlException(IdlFault.GenericMismatch, argument.Path, $"\"{argument.Constant}\" is no number: an expression has no meaning outside the program");
    }

    private Shape ResolveDefinition(IdlTypeDefinition definition, List<Binding> bindings, string usedAt)
    {
        var key = bindings.Count == 0 ? definition.Name : $"{definition.Name}<{string.Join(',', bindings.Select(binding => binding.Key))}>";
        if (_shapes.TryGetValue(key, out var known))
        {
            var index = _open.IndexOf(key);
            if (index >= 0)
            {
                ReuseOpen(known, index, usedAt);
            }

            return known;
        }

        if (_open.Contains(key) || _open.Count >= MaxDepth)
        {
            throw new IdlException(IdlFault.RecursiveType, usedAt, $"\"{definition.Name}\" contains itself without end");
        }

        _open.Add(key);
        var shape = Build(definition, key, bindings);
        _open.RemoveAt(_open.Count - 1);
        return shape;
    }

    private void ReuseOpen(Shape shape, int index, string usedAt)
    {
        if (shape is not DefinedShape defined || !_indirections.Exists(count => count > index))
        {
            throw new IdlException(IdlFault.RecursiveType, usedAt, $"{shape.CSharp} contains itself without an option or a vector in between");
        }

        defined.IsRecursive = true;
    }

    private Shape Build(IdlTypeDefinition definition, string key, List<Binding> bindings)
    {
        var environment = bindings.ToDictionary(binding => binding.Name, StringComparer.Ordinal);
        switch (definition.Body)
        {
            case AliasBody { Values.Count: 0 } alias:
                return _shapes[key] = Resolve(alias.Target, environment);
            case AliasBody alias:
                return Declare(key, NamedEnum(definition, alias.Values));
            case EnumBody body when body.Variants.All(variant => variant.Fields.Items.Count == 0):
                var values = body.Variants.Select((variant, i) => new IdlEnumValue(variant.Name, (byte)i, variant.Docs));
                return Declare(key, NamedEnum(definition, [.. values]));
            case EnumBody body:
                return BuildUnion(definition, key, bindings, body, environment);
            default:
                return BuildRecord(definition, key, bindings, ((StructBody)definition.Body).Fields, environment);
        }
    }

    private EnumShape NamedEnum(IdlTypeDefinition definition, IReadOnlyList<IdlEnumValue> values)
    {
        // The stored form of an enum carries the prefix Pod; people speak of the enum.
        var pascal = Identifiers.Pascal(definition.Name);
        var name = definition.Body is AliasBody && pascal.StartsWith("Pod", StringComparison.Ordinal) && pascal.Length > 3 && char.IsAsciiLetterUpper(pascal[3])
            ? _names.Take(pascal[3..], pascal)
            : _names.Take(pascal, Identifiers.WithModules(definition.Name));
        var scope = new NameScope();
        return new EnumShape(_namespace, name, _names.Take(name + "Codec"), definition.Docs, [.. values.Select(value => value with { Name = scope.Take(Identifiers.Pascal(value.Name)) })]);
    }

    private UnionShape BuildUnion(IdlTypeDefinition definition, string key, List<Binding> bindings, EnumBody body, Dictionary<string, Binding> environment)
    {
        if (definition.Serialization == Serialization.Bytemuck)
        {
            throw new IdlException(IdlFault.UnsupportedLayout, definition.Path, "an enum with data has no bytemuck layout");
        }

        var name = TakeName(definition, bindings);
        var union = Declare(key, new UnionShape(name, Qualify(name), definition.Docs));
        var scope = new NameScope([name, .. MemberNames.Reserved]);
        string[] variantNames = [.. body.Variants.Select(variant => scope.Take(Identifiers.Pascal(variant.Name), Identifiers.Pascal(variant.Name) + "Variant"))];
        var variants = new List<UnionVariant>(variantNames.Length);
        foreach (var (variant, variantName) in body.Variants.Zip(variantNames))
        {
            // A variant inherits the names of its siblings: a property must not hide one.
            var members = Indirect(() => ResolveMembers(variant.Fields.Items, [.. variantNames, name], environment));
            CheckSize(members, definition.Path);
            variants.Add(new UnionVariant(variantName, variant.Docs, members));
        }

        union.Variants = variants;
        return union;
    }

    private RecordShape BuildRecord(IdlTypeDefinition definition, string key, List<Binding> bindings, Fields fields, Dictionary<string, Binding> environment)
    {
        var name = TakeName(definition, bindings);
        var record = Declare(key, new RecordShape(name, Qualify(name), definition.Docs));
        var members = ResolveMembers(fields.Items, [name], environment);
        CheckSize(members, definition.Path);
        if (definition.Serialization == Serialization.Bytemuck)
        {
            MemoryLayout.Complete(record, definition, members, _podLayout);
        }
        else
        {
            record.Complete(members, 0, 1);
        }

        return record;
    }

    private List<Member> ResolveMembers(IReadOnlyList<IdlField> fields, IEnumerable<string> takenNames, Dictionary<string, Binding> environment)
    {
        var scope = new NameScope([.. takenNames, .. MemberNames.Reserved]);
        var members = new List<Member>(fields.Count);
        foreach (var field in fields)
        {
            var name = Identifiers.Pascal(field.Name);
            members.Add(new Member(field.Path, field.Name, scope.Take(name, name + "Value"), field.Docs, Resolve(field.Type, environment), 0));
        }

        return members;
    }

    private static void CheckSize(List<Member> members, string path)
    {
        if (members.Sum(member => (long)member.Shape.MinSize) > MaxSize)
        {
            throw new IdlException(IdlFault.TypeTooLarge, path, $"the type takes more than {MaxSize} bytes");
        }
    }

    private T Indirect<T>(Func<T> resolve)
    {
        _indirections.Add(_open.Count);
        var result = resolve();
        _indirections.RemoveAt(_indirections.Count - 1);
        return result;
    }

    private T Declare<T>(string key, T shape)
        where T : Shape
    {
        _shapes.Add(key, shape);
        _declared.Add(shape);
        return shape;
    }

    private string TakeName(IdlTypeDefinition definition, List<Binding> bindings)
    {
        var suffix = string.Concat(bindings.Select(binding => binding.Label));
        return _names.Take(Identifiers.Pascal(definition.Name) + suffix, Identifiers.WithModules(definition.Name) + suffix, Identifiers.WithModules(definition.Name) + suffix + "Type");
    }

    private string Qualify(string name) => $"global::{_namespace}.{name}";

    private static string Label(Shape shape) => shape switch
    {
        ScalarShape scalar => scalar.Verb,
        EnumShape named => named.Name,
        DefinedShape defined => defined.Name,
        OptionShape option => "Optional" + Label(option.Inner),
        VectorShape vector => "Many" + Label(vector.Element),
        ArrayShape array => $"{Label(array.Element)}X{array.Length}",
        _ => string.Empty,
    };

    private sealed record Binding(string Name, Shape? Shape, long? Length, string Label)
    {
        public string Key => Shape is null ? Label : $"{Shape.CSharp}:{Label}:{Shape.FixedSize}";
    }
}
