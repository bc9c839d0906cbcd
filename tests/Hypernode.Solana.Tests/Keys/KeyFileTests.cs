using Hypernode.Crypto.Ed25519;
using Hypernode.Solana.Keys;

namespace Hypernode.Solana.Tests.Keys;

internal sealed class KeyFileTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("hypernode-keys-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_written_key_is_read_again_and_only_its_owner_may_read_it()
    {
        using var pair = Ed25519KeyPair.Generate();
        KeyFile.Create(PathOf("key"), pair);

        using var signer = KeyFile.Load(PathOf("key"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(signer.Address.Bytes.SequenceEqual(pair.PublicKey), Is.True);
            Assert.That(File.GetUnixFileMode(PathOf("key")), Is.EqualTo(OwnerOnly));
        }
    }

    [Test]
    public void Create_never_overwrites()
    {
        using var pair = Ed25519KeyPair.Generate();
        KeyFile.Create(PathOf("key"), pair);
        var before = File.ReadAllBytes(PathOf("key"));
        using var other = Ed25519KeyPair.Generate();

        AssertRefused(() => KeyFile.Create(PathOf("key"), other), KeyFileFault.Exists);

        Assert.That(File.ReadAllBytes(PathOf("key")), Is.EqualTo(before));
    }

    [Test]
    public void A_missing_file_a_folder_and_a_link_are_refused()
    {
        using var pair = Ed25519KeyPair.Generate();
        KeyFile.Create(PathOf("key"), pair);
        File.CreateSymbolicLink(PathOf("link"), PathOf("key"));
        File.CreateSymbolicLink(PathOf("dangling"), PathOf("nowhere"));
        using (Assert.EnterMultipleScope())
        {
            AssertRefused(() => KeyFile.Load(PathOf("none")), KeyFileFault.Missing);
            AssertRefused(() => KeyFile.Load(_folder), KeyFileFault.NotAFile);
            AssertRefused(() => KeyFile.Load(PathOf("link")), KeyFileFault.IsLink);
            AssertRefused(() => KeyFile.Load(PathOf("dangling")), KeyFileFault.IsLink);
            AssertRefused(() => KeyFile.Load("/dev/zero"), KeyFileFault.Malformed);
        }
    }

    [TestCase(UnixFileMode.GroupRead)]
    [TestCase(UnixFileMode.OtherRead)]
    [TestCase(UnixFileMode.GroupWrite)]
    [TestCase(UnixFileMode.OtherWrite)]
    [TestCase(UnixFileMode.UserExecute)]
    public void Any_mode_beyond_0600_is_refused(UnixFileMode extra)
    {
        using var pair = Ed25519KeyPair.Generate();
        KeyFile.Create(PathOf("key"), pair);
        File.SetUnixFileMode(PathOf("key"), OwnerOnly | extra);

        AssertRefused(() => KeyFile.Load(PathOf("key")), KeyFileFault.OpenToOthers);
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("not json")]
    [TestCase("[1,2,3")]
    [TestCase("null")]
    public void Text_that_is_no_key_is_refused(string text)
    {
        Write(text);
        AssertRefused(() => KeyFile.Load(PathOf("key")), KeyFileFault.Malformed);
    }

    [TestCase(63)]
    [TestCase(65)]
    public void Any_count_but_64_numbers_is_refused(int count)
    {
        Write("[" + string.Join(',', Enumerable.Repeat("7", count)) + "]");
        AssertRefused(() => KeyFile.Load(PathOf("key")), KeyFileFault.Malformed);
    }

    [TestCase("256")]
    [TestCase("-1")]
    [TestCase("1.5")]
    [TestCase("\"1\"")]
    public void A_number_that_is_no_byte_is_refused(string number)
    {
        Write("[" + number + "," + string.Join(',', Enumerable.Repeat("7", 63)) + "]");
        AssertRefused(() => KeyFile.Load(PathOf("key")), KeyFileFault.Malformed);
    }

    [Test]
    public void Text_behind_the_array_is_refused()
    {
        Write("[" + string.Join(',', Enumerable.Repeat("7", 64)) + "] 1");
        AssertRefused(() => KeyFile.Load(PathOf("key")), KeyFileFault.Malformed);
    }

    [Test]
    public void Halves_that_do_not_belong_together_are_refused()
    {
        Write("[" + string.Join(',', Enumerable.Repeat("7", 64)) + "]");
        AssertRefused(() => KeyFile.Load(PathOf("key")), KeyFileFault.HalvesDiffer);
    }

    [Test]
    public void A_refusal_names_the_path_and_never_the_content()
    {
        Write("[" + string.Join(',', Enumerable.Repeat("222", 64)) + "]");

        var refusal = Assert.Throws<KeyFileException>(() => KeyFile.Load(PathOf("key")))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.ToString(), Does.Contain(PathOf("key")));
            Assert.That(refusal.ToString(), Does.Not.Contain("222"));
        }
    }

    private static void AssertRefused(Action act, KeyFileFault fault) =>
        Assert.That(Assert.Throws<KeyFileException>(() => act())!.Fault, Is.EqualTo(fault));

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void Write(string text)
    {
        File.WriteAllText(PathOf("key"), text);
        File.SetUnixFileMode(PathOf("key"), OwnerOnly);
    }
}
