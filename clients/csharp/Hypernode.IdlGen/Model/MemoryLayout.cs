using Hypernode.IdlGen.Reading;

namespace Hypernode.IdlGen.Model;

/// <summary>Lays out types whose bytes are the value in memory.</summary>
internal static class MemoryLayout
{
    public static void Complete(RecordShape record, IdlTypeDefinition definition, List<Member> members, PodLayout podLayout)
    {
        var isPacked = definition.Representation.IsPacked || podLayout == PodLayout.Wrapped;
        var offset = 0;
        var alignment = definition.Representation.Align ?? 1;
        for (var i = 0; i < members.Count; i++)
        {
            var member = members[i];
            if (member.Shape.FixedSize is not { } size || member.Shape is OptionShape)
            {
                throw new IdlException(IdlFault.UnsupportedLayout, member.Path, "a type stored in place cannot hold a value of changing size");
            }

            var memberAlignment = definition.Representation.IsPacked ? 1 : AlignmentOf(member, podLayout);
            if (!isPacked)
            {
                RefuseWideInteger(member);
            }

            var gap = Gap(offset, memberAlignment);
            members[i] = member with { Gap = gap };
            offset += gap + size;
            alignment = Math.Max(alignment, memberAlignment);
        }

        record.Complete(members, Gap(offset, alignment), alignment);
    }

    private static int AlignmentOf(Member member, PodLayout podLayout) =>
        podLayout == PodLayout.Native ? member.Shape.NativeAlignment : StatedAlignment(member.Shape);

    /// <summary>Wrapped integers have alignment 1; what remains is what a struct states for itself.</summary>
    private static int StatedAlignment(Shape shape) => shape switch
    {
        RecordShape record => record.NativeAlignment,
        ArrayShape array => StatedAlignment(array.Element),
        _ => 1,
    };

    private static void RefuseWideInteger(Member member)
    {
        var shape = member.Shape;
        while (shape is ArrayShape array)
        {
            shape = array.Element;
        }

        if (shape is ScalarShape { Scalar: Scalar.U128 or Scalar.I128 })
        {
            throw new IdlException(IdlFault.UnpackedWideInteger, member.Path, "a 128-bit integer in a C layout has no agreed alignment: pack the type");
        }
    }

    private static int Gap(int offset, int alignment) => (alignment - (offset % alignment)) % alignment;
}
