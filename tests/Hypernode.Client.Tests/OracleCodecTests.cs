using Hypernode.Client.Wire;

namespace Hypernode.Client.Tests;

/// <summary>Random values of every type of the committed IDLs: the same bytes as two foreign libraries, both ways.</summary>
public class OracleCodecTests
{
    private const int Seed = 20_261;
    private const int Rounds = 20;

    [Test]
    public void Codec_AgreesWithForeignLibrary(
        [ValueSource(typeof(Oracle), nameof(Oracle.Libraries))] string library,
        [ValueSource(typeof(Oracle), nameof(Oracle.Programs))] string program)
    {
        var lines = Oracle.Run("codec.mjs", library, program, Seed, Rounds);

        Assert.That(lines, Has.Count.AtLeast(Rounds * 40));
        foreach (var line in lines)
        {
            var name = (string)line["name"]!;
            var bytes = Convert.FromHexString((string)line["hex"]!);
            var (type, decode, encode) = (string)line["section"]! switch
            {
                "accounts" => (GeneratedType.Find(program, name), "DecodeAccount", "EncodeAccount"),
                "events" => (GeneratedType.Find(program, name), "DecodeEvent", "EncodeEvent"),
                "instructions" => (GeneratedType.Find(program, GeneratedType.Pascal(name) + "Args"), "Decode", "EncodeInstruction"),
                _ => (GeneratedType.Find(program, name), string.Empty, string.Empty),
            };

            var decoded = decode.Length == 0 ? Bare.Read(type, bytes) : GeneratedType.Decode(type, decode, bytes);
            var made = NeutralValue.Make(type, line["value"])!;

            Assert.That(NeutralValue.Of(decoded, line["value"])!.ToJsonString(), Is.EqualTo(line["value"]!.ToJsonString()), $"{name} decoded");
            Assert.That(encode.Length == 0 ? Bare.Write(made) : GeneratedType.Encode(made, encode), Is.EqualTo(bytes), $"{name} encoded");
        }
    }

    [Test]
    public void Dispatch_FindsEveryAccountEventAndInstruction([ValueSource(typeof(Oracle), nameof(Oracle.Programs))] string program)
    {
        var prefix = GeneratedType.Pascal(program);
        foreach (var line in Oracle.Run("codec.mjs", Oracle.Libraries[0], program, Seed, 1))
        {
            var dispatcher = (string)line["section"]! switch
            {
                "accounts" => "Accounts",
                "events" => "Events",
                "instructions" => "Instructions",
                _ => null,
            };
            if (dispatcher is null)
            {
                continue;
            }

            var name = GeneratedType.Pascal((string)line["name"]!) + (dispatcher is "Instructions" ? "Args" : string.Empty);
            var decoded = GeneratedType.Decode(GeneratedType.Find(program, prefix + dispatcher), "Decode", Convert.FromHexString((string)line["hex"]!));
            Assert.That(decoded.GetType().Name, Is.EqualTo(name));
        }
    }

    /// <summary>Types that are neither account nor event nor arguments stand without a discriminator.</summary>
    private static class Bare
    {
        public static object Read(Type type, byte[] bytes) => Call(nameof(ReadOne), type, bytes);

        public static byte[] Write(object value) => (byte[])Call(nameof(WriteOne), value.GetType(), value);

        private static object Call(string method, Type type, object argument) =>
            typeof(Bare).GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [argument])!;

        private static T ReadOne<T>(byte[] bytes)
            where T : IWireType<T> => WireBytes.Decode<T>(bytes, [], typeof(T).Name, allowTrailing: false);

        private static byte[] WriteOne<T>(T value)
            where T : IWireType<T> => WireBytes.Encode(value);
    }
}
