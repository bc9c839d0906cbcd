namespace Hypernode.IdlGen.Model;

/// <summary>A record or a union; its parts are filled in once it can be referred to.</summary>
internal abstract class DefinedShape(string name, string qualifiedName, IReadOnlyList<string> docs) : Shape
{
    public string Name => name;

    public IReadOnlyList<string> Docs => docs;

    /// <summary>True when values of the type can hold values of the type.</summary>
    public bool IsRecursive { get; set; }

    public override string CSharp => qualifiedName;
}

/// <summary>A struct.</summary>
internal sealed class RecordShape(string name, string qualifiedName, IReadOnlyList<string> docs) : DefinedShape(name, qualifiedName, docs)
{
    private int _alignment = 1;

    public IReadOnlyList<Member> Members { get; private set; } = [];

    /// <summary>Bytes after the last member that carry nothing.</summary>
    public int Padding { get; private set; }

    public override int? FixedSize => Layout.SumFixed(Members) + Padding;

    public override int MinSize => Layout.SumMin(Members) + Padding;

    public override int NativeAlignment => _alignment;

    public void Complete(IReadOnlyList<Member> members, int padding, int alignment)
    {
        Members = members;
        Padding = padding;
        _alignment = alignment;
    }
}

/// <summary>An enum whose variants carry data.</summary>
internal sealed class UnionShape(string name, string qualifiedName, IReadOnlyList<string> docs) : DefinedShape(name, qualifiedName, docs)
{
    public IReadOnlyList<UnionVariant> Variants { get; set; } = [];

    public override int? FixedSize => null;

    /// <summary>The tag alone: a variant may hold the union itself, so its members are not asked.</summary>
    public override int MinSize => 1;
}

internal sealed record UnionVariant(string Name, IReadOnlyList<string> Docs, IReadOnlyList<Member> Members);

/// <summary>A field of a record: its name in the IDL and in C#, and the bytes before it that carry nothing.</summary>
internal sealed record Member(string Path, string Wire, string Name, IReadOnlyList<string> Docs, Shape Shape, int Gap);

/// <summary>Sums over members.</summary>
internal static class Layout
{
    public static int? SumFixed(IReadOnlyList<Member> members)
    {
        var sum = 0;
        foreach (var member in members)
        {
            if (member.Shape.FixedSize is not { } size)
            {
                return null;
            }

            sum += member.Gap + size;
        }

        return sum;
    }

    public static int SumMin(IReadOnlyList<Member> members) => members.Sum(member => member.Gap + member.Shape.MinSize);
}
