using System.Text;
using System.Text.Json.Nodes;
using Hypernode.IdlGen.Model;
using Hypernode.IdlGen.Reading;

namespace Hypernode.IdlGen.Tests;

/// <summary>Each rule broken once: its own fault, and the place.</summary>
public class RefusalTests
{
    private const string NestedType = """{"name":"T","type":{"kind":"struct","fields":[{"name":"a","type":TYPE}]}}""";

    [TestCase("{", IdlFault.NotJson, "$")]
    [TestCase("""{"address":"a","address":"b"}""", IdlFault.NotJson, "$")]
    [TestCase("[]", IdlFault.WrongValue, "$")]
    [TestCase("""{"version":"0.1.0","name":"old","instructions":[]}""", IdlFault.LegacyFormat, "$")]
    [TestCase("{}", IdlFault.MissingKey, "$")]
    public void Read_OtherDocuments_AreRefused(string text, IdlFault fault, string path) => AssertRefused(Encoding.UTF8.GetBytes(text), fault, path);

    [TestCase("metadata.spec", "\"0.2.0\"", IdlFault.UnsupportedSpec, "$.metadata.spec")]
    [TestCase("metadata.name", "\"9lives\"", IdlFault.InvalidName, "$.metadata.name")]
    [TestCase("metadata.more", "1", IdlFault.UnknownKey, "$.metadata")]
    [TestCase("address", "\"not base58\"", IdlFault.InvalidAddress, "$.address")]
    [TestCase("address", "\"1111\"", IdlFault.InvalidAddress, "$.address")]
    [TestCase("extra", "[]", IdlFault.UnknownKey, "$")]
    [TestCase("instructions", "{}", IdlFault.WrongValue, "$.instructions")]
    [TestCase("docs", "[1]", IdlFault.WrongValue, "$.docs[0]")]
    [TestCase("errors", """[{"code":1,"name":"A"},{"code":1,"name":"B"}]""", IdlFault.DuplicateErrorCode, "$.errors[1]")]
    [TestCase("errors", """[{"code":4294967296,"name":"A"}]""", IdlFault.WrongValue, "$.errors[0].code")]
    [TestCase("accounts", """[{"name":"Missing","discriminator":[1]}]""", IdlFault.UnknownType, "$.accounts[0]")]
    [TestCase("accounts", """[{"name":"Missing","discriminator":[]}]""", IdlFault.DiscriminatorClash, "$.accounts[0].discriminator")]
    [TestCase("accounts", """[{"name":"Missing","discriminator":[256]}]""", IdlFault.WrongValue, "$.accounts[0].discriminator[0]")]
    [TestCase("events", """[{"name":"A","discriminator":[1]},{"name":"B","discriminator":[1]}]""", IdlFault.DiscriminatorClash, "$.events[0].discriminator")]
    [TestCase("events", """[{"name":"A","discriminator":[1]},{"name":"A","discriminator":[2]}]""", IdlFault.DuplicateName, "$.events[1]")]
    [TestCase("constants", """[{"name":"A","type":"u8","value":"256"}]""", IdlFault.InvalidConstant, "$.constants[0].value")]
    [TestCase("constants", """[{"name":"A","type":"u8","value":"MAX"}]""", IdlFault.InvalidConstant, "$.constants[0].value")]
    [TestCase("constants", """[{"name":"A","type":"f32","value":"1.0"}]""", IdlFault.InvalidConstant, "$.constants[0].value")]
    [TestCase("constants", """[{"name":"A","type":"bytes","value":"[300]"}]""", IdlFault.InvalidConstant, "$.constants[0].value")]
    [TestCase("constants", """[{"name":"A","type":{"array":["u8",2]},"value":"[1]"}]""", IdlFault.InvalidConstant, "$.constants[0].value")]
    [TestCase("constants", """[{"name":"A","type":"string","value":"bare"}]""", IdlFault.InvalidConstant, "$.constants[0].value")]
    public void Read_BrokenNode_IsRefused(string key, string json, IdlFault fault, string path) => AssertRefused(With(key, json), fault, path);

    [TestCase("\"u512\"", IdlFault.UnknownKind, "")]
    [TestCase("7", IdlFault.WrongValue, "")]
    [TestCase("{}", IdlFault.UnknownKind, "")]
    [TestCase("""{"vec":"u8","option":"u8"}""", IdlFault.UnknownKind, "")]
    [TestCase("""{"hashMap":["u8","u8"]}""", IdlFault.UnknownKey, "")]
    [TestCase("""{"array":["u8"]}""", IdlFault.WrongValue, ".array")]
    [TestCase("""{"array":["u8",-1]}""", IdlFault.WrongValue, ".array[1]")]
    [TestCase("""{"array":["u8",1.5]}""", IdlFault.WrongValue, ".array[1]")]
    [TestCase("""{"array":[{"array":["u64",1000000]},1000000]}""", IdlFault.TypeTooLarge, ".array")]
    [TestCase("""{"array":["u8",{"generic":"N"}]}""", IdlFault.GenericMismatch, ".array")]
    [TestCase("""{"generic":"X"}""", IdlFault.GenericMismatch, "")]
    [TestCase("""{"defined":{"name":"Nowhere"}}""", IdlFault.UnknownType, ".defined")]
    [TestCase("""{"defined":{"name":"T","generics":[{"kind":"type","type":"u8"}]}}""", IdlFault.GenericMismatch, ".defined")]
    [TestCase("""{"defined":{"name":"T","generics":[{"kind":"lifetime","type":"u8"}]}}""", IdlFault.UnknownKind, ".defined.generics[0].kind")]
    [TestCase("""{"defined":{"name":"T"}}""", IdlFault.RecursiveType, ".defined")]
    [TestCase("""{"array":[{"defined":{"name":"T"}},2]}""", IdlFault.RecursiveType, ".array[0].defined")]
    [TestCase("""{"option":{"option":"u8"}}""", IdlFault.NestedOption, "")]
    [TestCase("""{"coption":"string"}""", IdlFault.UnsupportedLayout, "")]
    [TestCase("""{"vec":{"array":["u8",0]}}""", IdlFault.ZeroSizedElement, "")]
    public void Read_BrokenType_IsRefused(string type, IdlFault fault, string below) =>
        AssertRefused(With("types", $"[{NestedType.Replace("TYPE", type, StringComparison.Ordinal)}]"), fault, "$.types[0].type.fields[0].type" + below);

    [TestCase("""{"name":"T","type":{"kind":"union"}}""", IdlFault.UnknownKind, "$.types[0].type.kind")]
    [TestCase("""{"name":"T","type":{"kind":"enum","variants":[]}}""", IdlFault.WrongValue, "$.types[0].type.variants")]
    [TestCase("""{"name":"T","type":{"kind":"enum","variants":[{"name":"A"},{"name":"A"}]}}""", IdlFault.DuplicateName, "$.types[0].type.variants[1]")]
    [TestCase("""{"name":"T","serialization":"borsch","type":{"kind":"struct"}}""", IdlFault.UnknownKind, "$.types[0].serialization")]
    [TestCase("""{"name":"T","serialization":{"custom":"own"},"type":{"kind":"struct"}}""", IdlFault.UnsupportedLayout, "$.types[0].serialization")]
    [TestCase("""{"name":"T","serialization":"bytemuck","repr":{"kind":"rust"},"type":{"kind":"struct"}}""", IdlFault.UnsupportedLayout, "$.types[0]")]
    [TestCase("""{"name":"T","serialization":"bytemuck","type":{"kind":"struct"}}""", IdlFault.UnsupportedLayout, "$.types[0]")]
    [TestCase("""{"name":"T","serialization":"bytemuck","repr":{"kind":"c"},"type":{"kind":"struct","fields":[{"name":"a","type":"string"}]}}""", IdlFault.UnsupportedLayout, "$.types[0].type.fields[0]")]
    [TestCase("""{"name":"T","repr":{"kind":"d"},"type":{"kind":"struct"}}""", IdlFault.UnknownKind, "$.types[0].repr.kind")]
    [TestCase("""{"name":"T","repr":{"kind":"c","align":3},"type":{"kind":"struct"}}""", IdlFault.WrongValue, "$.types[0].repr.align")]
    [TestCase("""{"name":"T","repr":{"kind":"c","align":8,"packed":true},"type":{"kind":"struct"}}""", IdlFault.UnsupportedLayout, "$.types[0].repr")]
    [TestCase("""{"name":"T","type":{"kind":"type","alias":{"defined":{"name":"T"}}}}""", IdlFault.RecursiveType, "$.types[0].type.alias.defined")]
    [TestCase("""{"name":"T","type":{"kind":"type","alias":{"vec":{"defined":{"name":"T"}}}}}""", IdlFault.RecursiveType, "$.types[0].type.alias.vec.defined")]
    [TestCase("""{"name":"T","type":{"kind":"type","alias":"u16","values":[{"name":"A","value":1}]}}""", IdlFault.WrongValue, "$.types[0].type")]
    [TestCase("""{"name":"T","type":{"kind":"type","alias":"u8","values":[{"name":"A","value":1},{"name":"B","value":1}]}}""", IdlFault.DuplicateName, "$.types[0].type.values")]
    [TestCase("""{"name":"T<X>","type":{"kind":"struct"}}""", IdlFault.InvalidName, "$.types[0].name")]
    [TestCase("""{"name":"T","generics":[{"kind":"type","name":"X","type":"u8"}],"type":{"kind":"struct"}}""", IdlFault.UnknownKey, "$.types[0].generics[0]")]
    [TestCase("""{"name":"T","type":{"kind":"struct","fields":[{"name":"a","type":"u8"},{"name":"a","type":"u8"}]}}""", IdlFault.DuplicateName, "$.types[0].type.fields[1]")]
    public void Read_BrokenDefinition_IsRefused(string definition, IdlFault fault, string path) => AssertRefused(With("types", $"[{definition}]"), fault, path);

    [TestCase("""{"name":"a","isMut":true}""", IdlFault.UnknownKey, "$.instructions[0].accounts[0]")]
    [TestCase("""{"name":"a","writable":1}""", IdlFault.WrongValue, "$.instructions[0].accounts[0].writable")]
    [TestCase("""{"name":"a","address":"two words"}""", IdlFault.InvalidAddress, "$.instructions[0].accounts[0].address")]
    [TestCase("""{"name":"a","relations":[1]}""", IdlFault.WrongValue, "$.instructions[0].accounts[0].relations[0]")]
    [TestCase("""{"name":"a","accounts":[],"docs":[]}""", IdlFault.UnknownKey, "$.instructions[0].accounts[0]")]
    [TestCase("""{"name":"a","pda":{"seeds":[{"kind":"secret"}]}}""", IdlFault.UnknownKind, "$.instructions[0].accounts[0].pda.seeds[0].kind")]
    [TestCase("""{"name":"a","pda":{"seeds":[{"kind":"account","path":"b"}]}}""", IdlFault.InvalidSeed, "$.instructions[0].accounts[0].pda.seeds[0]")]
    [TestCase("""{"name":"a","pda":{"seeds":[{"kind":"account","path":"a"}]}}""", IdlFault.SeedCycle, "$.instructions[0].accounts[0]")]
    [TestCase("""{"name":"a","pda":{"seeds":[{"kind":"arg","path":"missing"}]}}""", IdlFault.InvalidSeed, "$.instructions[0].accounts[0].pda.seeds[0]")]
    [TestCase("""{"name":"a","pda":{"seeds":[{"kind":"arg","path":"ratio"}]}}""", IdlFault.InvalidSeed, "$.instructions[0].accounts[0].pda.seeds[0]")]
    [TestCase("""{"name":"a","pda":{"seeds":[{"kind":"arg","path":"ratio.x"}]}}""", IdlFault.InvalidSeed, "$.instructions[0].accounts[0].pda.seeds[0]")]
    [TestCase("""{"name":"a","pda":{"seeds":[],"program":{"kind":"const","value":[1]}}}""", IdlFault.InvalidSeed, "$.instructions[0].accounts[0].pda.program")]
    [TestCase("""{"name":"a","pda":{"seeds":[{"kind":"const","value":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}]}}""", IdlFault.InvalidSeed, "$.instructions[0].accounts[0].pda.seeds[0]")]
    public void Read_BrokenAccount_IsRefused(string account, IdlFault fault, string path) => AssertRefused(
        With("instructions", $$$"""[{"name":"do_it","discriminator":[1],"accounts":[{{{account}}}],"args":[{"name":"ratio","type":"f32"}]}]"""), fault, path);

    [Test]
    public void Read_SixteenSeeds_AreRefused() => AssertRefused(
        With("instructions", $$$"""[{"name":"x","discriminator":[1],"accounts":[{"name":"a","pda":{"seeds":[{{{string.Join(',', Enumerable.Repeat("""{"kind":"const","value":[1]}""", 16))}}}]}}],"args":[]}]"""),
        IdlFault.InvalidSeed,
        "$.instructions[0].accounts[0].pda");

    [Test]
    public void Read_AccountsThatNeedEachOther_AreRefused() => AssertRefused(
        With("instructions", """[{"name":"x","discriminator":[1],"accounts":[{"name":"a","pda":{"seeds":[{"kind":"account","path":"b"}]}},{"name":"b","pda":{"seeds":[{"kind":"account","path":"a"}]}}],"args":[]}]"""),
        IdlFault.SeedCycle,
        "$.instructions[0].accounts[0]");

    [Test]
    public void Read_GenericsWithoutEnd_AreRefused() => AssertRefused(
        With("types", """
            [{"name":"G","generics":[{"kind":"type","name":"X"}],"type":{"kind":"struct","fields":[{"name":"a","type":{"vec":{"defined":{"name":"G","generics":[{"kind":"type","type":{"vec":{"generic":"X"}}}]}}}}]}},
             {"name":"T","type":{"kind":"struct","fields":[{"name":"a","type":{"defined":{"name":"G","generics":[{"kind":"type","type":"u8"}]}}}]}}]
            """),
        IdlFault.RecursiveType,
        "$.types[0].type.fields[0].type.vec.defined");

    [Test]
    public void Read_ConstantArgumentThatIsAnExpression_IsRefused() => AssertRefused(
        With("types", """
            [{"name":"G","generics":[{"kind":"const","name":"N","type":"usize"}],"type":{"kind":"struct","fields":[{"name":"a","type":{"array":["u8",{"generic":"N"}]}}]}},
             {"name":"T","type":{"kind":"struct","fields":[{"name":"a","type":{"defined":{"name":"G","generics":[{"kind":"const","value":"MAX"}]}}}]}}]
            """),
        IdlFault.GenericMismatch,
        "$.types[1].type.fields[0].type.defined.generics[0]");

    [TestCase("u128")]
    [TestCase("i128")]
    public void Read_WideIntegerInCLayout_IsRefused(string scalar) => AssertRefused(
        With("types", $$$"""[{"name":"T","serialization":"bytemuck","repr":{"kind":"c"},"type":{"kind":"struct","fields":[{"name":"a","type":{"array":["{{{scalar}}}",2]}}]}}]"""),
        IdlFault.UnpackedWideInteger,
        "$.types[0].type.fields[0]",
        PodLayout.Native);

    private static void AssertRefused(byte[] idl, IdlFault fault, string path, PodLayout layout = PodLayout.Wrapped)
    {
        var refusal = Assert.Throws<IdlException>(() => ClientGenerator.Generate(idl, "Hypernode.Client", layout))!;
        Assert.That((refusal.Fault, refusal.Path), Is.EqualTo((fault, path)), refusal.Message);
        Assert.That(refusal.Message, Does.StartWith(path + ": "));
    }

    private static byte[] With(string key, string json)
    {
        var idl = Minimal.Idl();
        var node = idl;
        var steps = key.Split('.');
        foreach (var step in steps[..^1])
        {
            node = node[step]!.AsObject();
        }

        node[steps[^1]] = JsonNode.Parse(json);
        return Encoding.UTF8.GetBytes(idl.ToJsonString());
    }
}
