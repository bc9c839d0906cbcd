using Hypernode.Content.Manifests;

namespace Hypernode.Content.Tests.Manifests;

[TestFixture]
internal sealed class ContentIdTests
{
    // The raw CIDv1 of "hello world" as Python's hashlib and base64 give it.
    private const string HelloWorld = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";

    [Test]
    public void Text_of_a_known_blob_equals_that_of_other_implementations() =>
        Assert.That(ContentId.OfBlob("hello world"u8).ToString(), Is.EqualTo(HelloWorld));

    [Test]
    public void Parse_OwnText_GivesTheSameId()
    {
        foreach (var id in (ContentId[])[ContentId.OfBlob("a"u8), ContentId.OfManifest("b"u8)])
        {
            Assert.That(ContentId.Parse(id.ToString()), Is.EqualTo(id));
        }
    }

    [TestCase("")]
    [TestCase("bafkrei")]
    [TestCase("Bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e")]
    [TestCase("zafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e")]
    [TestCase("bafybeifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e")]
    [TestCase("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5f")]
    [TestCase("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5eaa")]
    public void Parse_ForeignText_Refuses(string text) =>
        Assert.That(() => ContentId.Parse(text), Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(ContentError.IdMalformed));
}
