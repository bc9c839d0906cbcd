using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Tests;

/// <summary>Where the fields of a type stored in place lie.</summary>
public class LayoutTests
{
    [TestCase(PodLayout.Wrapped, """{"kind":"c"}""", 21)]
    [TestCase(PodLayout.Wrapped, """{"kind":"c","packed":true}""", 21)]
    [TestCase(PodLayout.Wrapped, """{"kind":"c","align":8}""", 24)]
    [TestCase(PodLayout.Native, """{"kind":"c"}""", 32)]
    [TestCase(PodLayout.Native, """{"kind":"c","packed":true}""", 21)]
    [TestCase(PodLayout.Native, """{"kind":"c","align":16}""", 32)]
    public void Size_FollowsRepresentationAndLayout(PodLayout layout, string repr, int size)
    {
        var record = Compile(layout, repr).GetType("Hypernode.Client.Smallest.T")!;
        Assert.That(record.GetField("EncodedSize")!.GetRawConstantValue(), Is.EqualTo(size));
    }

    [TestCase(PodLayout.Wrapped, new byte[] { 1, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 4, 0, 5, 0, 0, 0, 6, 0, 0, 0 })]
    [TestCase(PodLayout.Native, new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 4, 0, 5, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0 })]
    public void Bytes_OfEachField_StandWhereTheCompilerPutsThem(PodLayout layout, byte[] expected)
    {
        var assembly = Compile(layout, """{"kind":"c"}""");
        var (value, bytes) = Reflected.RoundTrip(assembly.GetType("Hypernode.Client.Smallest.T")!, expected);
        Assert.That(bytes, Is.EqualTo(expected));
        Assert.That(Reflected.Get<byte>(value, "A"), Is.EqualTo(1));
        Assert.That(Reflected.Get<ulong>(value, "B"), Is.EqualTo(2));
        Assert.That(Reflected.Get<ushort[]>(value, "C"), Is.EqualTo(new ushort[] { 3, 4 }));
        Assert.That(Reflected.Get<uint[]>(value, "D"), Is.EqualTo(new uint[] { 5, 6 }));
    }

    private static Assembly Compile(PodLayout layout, string repr)
    {
        var idl = Minimal.Idl();
        idl["types"] = JsonNode.Parse($$$"""
            [{"name":"T","serialization":"bytemuck","repr":{{{repr}}},"type":{"kind":"struct","fields":[
                {"name":"a","type":"u8"},{"name":"b","type":"u64"},{"name":"c","type":{"array":["u16",2]}},{"name":"d","type":{"array":["u32",2]}}]}}]
            """);
        return CompiledClient.Load(ClientGenerator.Generate(Encoding.UTF8.GetBytes(idl.ToJsonString()), "Hypernode.Client", layout));
    }
}
