using System.Security.Cryptography;
using Hypernode.Cli.Wallets;

namespace Hypernode.Cli.Tests.Wallets;

internal sealed class EncryptedKeyTests
{
    private static readonly byte[] Seed = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private static readonly EncryptedKey Sealed = EncryptedKey.Seal(Seed, "address", "correct horse battery");

    [Test]
    public void Opens_with_its_passphrase_after_a_round_trip() =>
        Assert.That(EncryptedKey.Parse(Sealed.ToJson()).Open("correct horse battery"), Is.EqualTo(Seed));

    [Test]
    public void Refuses_another_passphrase() =>
        Assert.That(() => Sealed.Open("correct horse batterz"), Throws.InstanceOf<CryptographicException>());

    [Test]
    public void Refuses_a_changed_address() =>
        Assert.That(() => (Sealed with { Address = "addresz" }).Open("correct horse battery"), Throws.InstanceOf<CryptographicException>());

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("[1,2]")]
    [TestCase("not json")]
    [TestCase("""{"v":2,"address":"a","iterations":600000,"salt":"","nonce":"","ciphertext":"","tag":""}""")]
    [TestCase("""{"v":1,"address":"a","iterations":600000,"salt":"AA==","nonce":"","ciphertext":"","tag":""}""")]
    public void Refuses_what_is_not_a_wallet_file(string json) =>
        Assert.That(() => EncryptedKey.Parse(json), Throws.InstanceOf<FormatException>());

    [TestCase(1)]
    [TestCase(int.MaxValue)]
    public void Refuses_impossible_key_rounds(int iterations) =>
        Assert.That(() => EncryptedKey.Parse((Sealed with { Iterations = iterations }).ToJson()), Throws.InstanceOf<FormatException>());
}
