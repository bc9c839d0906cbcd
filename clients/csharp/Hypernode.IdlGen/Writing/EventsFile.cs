using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Writing;

/// <summary>Events.g.cs: what makes a type an event, and a decoder for any of them.</summary>
internal static class EventsFile
{
    public static void Write(CodeWriter code, ProgramModel program)
    {
        foreach (var item in program.Events)
        {
            WriteEvent(code, item);
            code.Line();
        }

        code.Line($"/// <summary>Decodes events of the program {program.Idl.Name}.</summary>");
        code.Block($"public static partial class {program.Prefix}Events", () =>
        {
            code.Line("/// <summary>Reads an event, discriminator first, without the tag of the self-call.</summary>");
            code.Line("/// <exception cref=\"DecodeException\">No event of this program, or another length than it has.</exception>");
            code.Block("public static IProgramEvent Decode(ReadOnlySpan<byte> data)", () =>
            {
                foreach (var item in AccountsFile.Longest(program.Events))
                {
                    code.Block($"if (data.StartsWith({item.Shape.CSharp}.EventDiscriminator))", () => code.Line($"return {item.Shape.CSharp}.DecodeEvent(data);"));
                    code.Line();
                }

                code.Line($"throw new DecodeException(\"The data starts with no event discriminator of {program.Idl.Name}.\", 0);");
            });
            code.Line();
            code.Line("/// <summary>Reads the event an inner instruction carries; null when the instruction is no report of this program.</summary>");
            code.Line("/// <param name=\"callee\">Program the instruction calls.</param>");
            code.Line("/// <param name=\"firstAccount\">Its first account; null when it has none.</param>");
            code.Line("/// <param name=\"data\">Its data.</param>");
            code.Line("/// <exception cref=\"DecodeException\">A report of this program that holds no event.</exception>");
            code.Line("public static IProgramEvent? DecodeSelfCall(Address callee, Address? firstAccount, ReadOnlySpan<byte> data) =>");
            code.Indented(() => code.Line($"SelfCall.IsReport({program.Prefix}Program.Id, {program.Prefix}Program.EventAuthority, callee, firstAccount, data) ? Decode(data[SelfCall.TagLength..]) : null;"));
        });
    }

    private static void WriteEvent(CodeWriter code, Discriminated item)
    {
        var type = item.Shape.CSharp;
        code.Block($"public sealed partial record {item.Shape.Name} : IProgramEvent", () =>
        {
            code.Line("/// <summary>First bytes of every event of this type.</summary>");
            code.Line($"public static ReadOnlySpan<byte> EventDiscriminator => {Literals.Bytes(item.Item.Discriminator)};");
            code.Line();
            code.Line("/// <inheritdoc />");
            code.Line($"public string EventName => \"{item.Item.Name}\";");
            code.Line();
            code.Line("/// <summary>Reads an event, discriminator first, without the tag of the self-call.</summary>");
            code.Line("/// <exception cref=\"DecodeException\">Another event, or another length than this one has.</exception>");
            code.Line($"public static {type} DecodeEvent(ReadOnlySpan<byte> data) =>");
            code.Indented(() => code.Line($"WireBytes.Decode<{type}>(data, EventDiscriminator, \"{item.Shape.Name}\", allowTrailing: false);"));
            code.Line();
            code.Line("/// <inheritdoc />");
            code.Line("public byte[] EncodeEvent() => WireBytes.Encode(EventDiscriminator, this);");
        });
    }
}
