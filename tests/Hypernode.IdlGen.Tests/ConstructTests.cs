using System.Numerics;
using System.Reflection;
using Hypernode.Solana;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.IdlGen.Tests;

/// <summary>One program with every construct, compiled and used.</summary>
public class ConstructTests
{
    private const string Root = "Hypernode.Client.Constructs.";

    private static readonly Lazy<Assembly> Client = new(() =>
    {
        var files = ClientGenerator.Generate(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "constructs.json")), "Hypernode.Client");
        Assert.That(CompiledClient.Diagnose(files), Is.Empty);
        return CompiledClient.Load(files);
    });

    [Test]
    public void Names_ThatWouldClash_AreToldApart()
    {
        var types = Client.Value.GetExportedTypes().Select(type => type.FullName![Root.Length..]).ToList();
        Assert.That(types, Does.Contain("Twin").And.Contain("SecondTwin"));
        Assert.That(types, Does.Contain("AddressType").And.Contain("Level").And.Contain("PodVecByte32").And.Contain("PodVecByteX42"));
        Assert.That(types, Does.Contain("Choice+ChoiceVariant").And.Contain("Choice+Nothing"));
        Assert.That(Type("Wide").GetProperty("WideValue"), Is.Not.Null);
        Assert.That(Type("Wide").GetProperty("GetHashCodeValue"), Is.Not.Null);
        Assert.That(Type("AddressType").GetProperty("WireReaderValue"), Is.Not.Null);
        Assert.That(Type("EverythingAccounts").GetProperty("GroupMint"), Is.Not.Null);
    }

    [Test]
    public void Account_StoredInPlace_LiesPacked()
    {
        Assert.That(Type("Stored").GetField("AccountSize")!.GetRawConstantValue(), Is.EqualTo(8 + 1 + 1 + 32 + 32 + 8 + 16 + 6 + (2 + 32) + (2 + 8)));
    }

    [Test]
    public void Value_OfEveryType_ReadsAndWritesTheSameBytes()
    {
        byte[] whole =
        [
            0xff, .. Le(-2, 2), .. Le(-3, 4), .. Le(-4, 8), .. Le(-5, 16), .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2.5d),
            .. Enumerable.Repeat((byte)0xff, 32), .. Enumerable.Repeat((byte)0xff, 32), .. Le(7, 4), // h to j
            .. Le(2, 4), 1, 2, // k
            .. Le(2, 4), 0, 1, .. Le(2, 4), 0xc3, 0xbc, // l: nothing, then a text
            .. Le(0, 4), .. new byte[8], // m: nothing, its room kept
            .. Le(1, 4), 9, 0, .. Le(0, 4), // n: two vectors
            2, .. Le(6, 8), .. new byte[16], 1, // o: the third variant
            1, 8, .. Le(2, 4), 1, .. Le(0, 4), 2, .. Le(0, 4), // p: a tree with two leaves
            0, // q
            1, 200, 0, // wide, get_hash_code, class
            5, .. Le(1, 4), 65, // pair; unit has no bytes
        ];
        var (value, written) = Reflected.RoundTrip(Type("Wide"), whole);

        Assert.That(written, Is.EqualTo(whole));
        Assert.That(Reflected.Get<sbyte>(value, "A"), Is.EqualTo(-1));
        Assert.That(Reflected.Get<Int128>(value, "E"), Is.EqualTo((Int128)(-5)));
        Assert.That(Reflected.Get<BigInteger>(value, "H"), Is.EqualTo(BigInteger.Pow(2, 256) - 1));
        Assert.That(Reflected.Get<BigInteger>(value, "I"), Is.EqualTo(BigInteger.MinusOne));
        Assert.That(Reflected.Get<string?[]>(value, "L"), Is.EqualTo(new[] { null, "\u00fc" }));
        Assert.That(Reflected.Get<object>(value, "O").GetType().Name, Is.EqualTo("Named"));
    }

    [Test]
    public void Recursion_DeeperThanTheBound_IsRefused()
    {
        byte[] Nested(int depth) => depth == 0 ? [0, 0, 0, 0, 0] : [0, 1, 0, 0, 0, .. Nested(depth - 1)];
        Assert.That(Reflected.RoundTrip(Type("Tree"), Nested(63)).Bytes, Has.Length.EqualTo(5 * 64));
        Assert.That(() => Reflected.RoundTrip(Type("Tree"), Nested(64)), Throws.TypeOf<DecodeException>());
    }

    [TestCase("Nested", 16, 2, TestName = "Decode_TruthValueTwo_Throws")]
    [TestCase("Choice", 0, 4, TestName = "Decode_UnknownVariant_Throws")]
    public void Decode_ValueOutsideItsType_Throws(string type, int offset, byte value)
    {
        var bytes = new byte[17];
        bytes[offset] = value;
        Assert.That(Assert.Throws<DecodeException>(() => Reflected.RoundTrip(Type(type), bytes))!.Offset, Is.EqualTo(offset));
    }

    [Test]
    public void Decode_UnknownEnumValue_Throws()
    {
        var bytes = new byte[(int)Type("Stored").GetField("EncodedSize")!.GetRawConstantValue()!];
        Assert.That(Assert.Throws<DecodeException>(() => Reflected.RoundTrip(Type("Stored"), bytes))!.Offset, Is.EqualTo(1));
        bytes[1] = 9;
        Assert.That(Reflected.RoundTrip(Type("Stored"), bytes).Bytes, Is.EqualTo(bytes));
    }

    [Test]
    public void Decode_VectorLongerThanTheBytes_ThrowsBeforeAllocating()
    {
        Assert.That(Assert.Throws<DecodeException>(() => Reflected.RoundTrip(Type("Tree"), [0, 255, 255, 255, 255]))!.Offset, Is.EqualTo(1));
    }

    [Test]
    public void Decode_AccountWithRoom_TakesTheValueOthersRefuse()
    {
        byte[] changed = [5, 5, 5, 5, 5, 5, 5, 5, .. Le(1, 8), .. Le(2, 8)];
        Assert.That(Decode("Changed", "DecodeEvent", changed), Is.Not.Null);
        Assert.That(() => Decode("Changed", "DecodeEvent", [.. changed, 0]), Throws.InnerException.TypeOf<DecodeException>());
        var stored = new byte[(int)Type("Stored").GetField("AccountSize")!.GetRawConstantValue()! + 5];
        stored.AsSpan(0, 8).Fill(9);
        stored[9] = 1;
        Assert.That(Decode("Stored", "DecodeAccount", stored), Is.Not.Null);
        Assert.That(() => Decode("Stored", "DecodeAccount", stored[..^6]), Throws.InnerException.TypeOf<DecodeException>());
    }

    [Test]
    public void Decode_DiscriminatorsThatBeginOthers_LongestWins()
    {
        Assert.That(Decode("ConstructsInstructions", "Decode", [7]).GetType().Name, Is.EqualTo("OneByteArgs"));
        Assert.That(Decode("ConstructsInstructions", "Decode", [7, 1, 3]).GetType().Name, Is.EqualTo("TwoBytesArgs"));
        Assert.That(() => Decode("ConstructsInstructions", "Decode", [8]), Throws.InnerException.TypeOf<DecodeException>());
    }

    [Test]
    public void Build_DerivesWhatItCan_AndMarksAnAbsentAccount()
    {
        Address Key(byte value) => new(Enumerable.Repeat(value, 32).ToArray());
        var accounts = Make("EverythingAccounts", ("Authority", Key(1)), ("Stored", Key(2)), ("Mint", Key(3)), ("GroupMint", Key(4)), ("Deep", Key(5)), ("StoredOwner", Key(6)));
        var nested = Make("Nested", ("Id", new byte[16]), ("Flag", true));
        var args = Make("EverythingArgs", ("Index", (ushort)258), ("Nested", nested), ("Title", "t"), ("Class", null));
        var own = (Address)Type("ConstructsProgram").GetField("Id")!.GetValue(null)!;

        var built = (Instruction)Type("ConstructsInstructions").GetMethod("Everything")!.Invoke(null, [accounts, args, null])!;

        var record = ProgramAddress.Find(own, new byte[] { 114, 0, 255 }, Key(1).ToArray(), new byte[] { 2, 1 }, new byte[16], "t"u8.ToArray()).Address;
        var grandchild = ProgramAddress.Find(own, record.ToArray()).Address;
        Assert.That(built.Accounts[2], Is.EqualTo(AccountMeta.Writable(record)));
        Assert.That(built.Accounts[4], Is.EqualTo(AccountMeta.ReadOnly(grandchild)));
        Assert.That(built.Accounts[3].Address, Is.EqualTo(ProgramAddress.Find(own, grandchild.ToArray(), record.ToArray()).Address));
        Assert.That(built.Accounts[5].Address, Is.EqualTo(ProgramAddress.Find(ProgramIds.Token, new byte[] { 1 }).Address));
        Assert.That(built.Accounts[6].Address, Is.EqualTo(ProgramAddress.Find(ProgramIds.Token, Key(3).ToArray()).Address));
        Assert.That(built.Accounts[7].Address, Is.EqualTo(ProgramAddress.Find(own, Key(6).ToArray()).Address));
        Assert.That(built.Accounts[10], Is.EqualTo(AccountMeta.ReadOnly(own)));
        Assert.That(built.Accounts, Has.Count.EqualTo(14));
    }

    [Test]
    public void Build_WithoutTheDataADerivationNeeds_NamesIt()
    {
        var accounts = Make("EverythingAccounts");
        var args = Make("EverythingArgs", ("Nested", Make("Nested", ("Id", new byte[16]))), ("Title", "t"));
        var refusal = Assert.Throws<TargetInvocationException>(() => Type("ConstructsInstructions").GetMethod("Everything")!.Invoke(null, [accounts, args, null]))!;
        Assert.That(refusal.InnerException, Is.TypeOf<ArgumentException>().With.Message.Contains("StoredOwner"));
    }

    [Test]
    public void Write_ArrayOfAnotherLength_IsRefused()
    {
        var nested = Make("Nested", ("Id", new byte[15]), ("Flag", true));
        Assert.That(() => Reflected.Encode(nested), Throws.ArgumentException.With.Message.Contains("16"));
    }

    [Test]
    public void Constants_CarryTheirValues()
    {
        Assert.That(Constant("MaxItems"), Is.EqualTo((ushort)300));
        Assert.That(Constant("Lowest"), Is.EqualTo(long.MinValue));
        Assert.That(Constant("Scale"), Is.EqualTo(UInt128.MaxValue));
        Assert.That(Constant("Seed"), Is.EqualTo(new byte[] { 1, 2, 255 }));
        Assert.That(Constant("Greeting"), Is.EqualTo("say \"hi\""));
        Assert.That(Constant("Owner"), Is.EqualTo(ProgramIds.Token));
        Assert.That(Constant("Enabled"), Is.True);
    }

    private static object? Constant(string name)
    {
        var type = Type("ConstructsConstants");
        return type.GetField(name)?.GetRawConstantValue() ?? type.GetProperty(name)!.GetValue(null);
    }

    private static object Make(string type, params ReadOnlySpan<(string Name, object? Value)> properties)
    {
        var value = Activator.CreateInstance(Type(type))!;
        foreach (var (name, property) in properties)
        {
            value.GetType().GetProperty(name)!.SetValue(value, property);
        }

        return value;
    }

    private static object Decode(string type, string method, byte[] bytes) => Reflected.Decode(Type(type).GetMethod(method)!, bytes);

    private static Type Type(string name) => Client.Value.GetType(Root + name) ?? throw new InvalidOperationException($"no {name}");

    private static byte[] Le(long value, int width)
    {
        var bytes = new byte[width];
        for (var i = 0; i < width; i++)
        {
            bytes[i] = (byte)(value >> Math.Min(63, 8 * i));
        }

        return bytes;
    }
}
