using System.Text;
using Hypernode.Content.Manifests;

namespace Hypernode.Content.Tests.Manifests;

[TestFixture]
internal sealed class CanonicalJsonTests
{
    [TestCase("""{"a":1,"b":[true,null,"x"]}""")]
    [TestCase("""{"":-9007199254740991,"z":9007199254740991}""")]
    [TestCase("\"\u20ac\\u0001\\n\\\"\"")]
    public void Parse_CanonicalBytes_Takes(string text) =>
        Assert.That(() => CanonicalJson.Parse(Encoding.UTF8.GetBytes(text), 1000).Dispose(), Throws.Nothing);

    [TestCase("""{"b":1,"a":1}""")]
    [TestCase("""{"a":1,"a":1}""")]
    [TestCase("""{"a": 1}""")]
    [TestCase("""{"a":1.0}""")]
    [TestCase("""{"a":1e3}""")]
    [TestCase("""{"a":9007199254740992}""")]
    [TestCase("""{"a":-0}""")]
    [TestCase("""{"a":"\u0041"}""")]
    [TestCase("""{"a":1}x""")]
    [TestCase("{")]
    public void Parse_AnyOtherForm_Refuses(string text) =>
        Assert.That(
            () => CanonicalJson.Parse(Encoding.UTF8.GetBytes(text), 1000).Dispose(),
            Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(ContentError.JsonNotCanonical));

    [Test]
    public void Parse_OneByteTooMany_Refuses()
    {
        Assert.That(() => CanonicalJson.Parse("[1]"u8.ToArray(), 3).Dispose(), Throws.Nothing);
        Assert.That(() => CanonicalJson.Parse("[1]"u8.ToArray(), 2).Dispose(), Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(ContentError.TooLarge));
    }
}
