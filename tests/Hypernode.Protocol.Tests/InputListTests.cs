using Hypernode.Content.Manifests;
using Hypernode.Protocol.Documents;
using Hypernode.Protocol.Specs;

namespace Hypernode.Protocol.Tests;

/// <summary>The inputs of a child of a batch, a document of its own.</summary>
public class InputListTests
{
    private static readonly SpecInput[] Inputs = [new("a", ContentId.OfManifest("a"u8)), new("b", ContentId.OfManifest("b"u8))];

    [Test]
    public void ReadsWhatItWrites()
    {
        Assert.That(InputList.Parse(InputList.ToCanonicalBytes(Inputs)), Is.EqualTo(Inputs));
        Assert.That(InputList.Parse(InputList.ToCanonicalBytes([])), Is.Empty);
    }

    [Test]
    public void DigestIsThatOfASpecWithTheSameInputs()
    {
        var spec = new JobSpec
        {
            Image = ImageReference.Rootfs(ContentId.OfManifest("image"u8)),
            Command = ["/bin/true"],
            Inputs = Inputs,
            Outputs = new OutputBounds(0, 0),
            Resources = new SpecResources(1, 1 << 20, 0),
            MaxSeconds = 1,
        };
        Assert.That(InputList.DigestOf(Inputs), Is.EqualTo(spec.InputDigest));
    }

    [Test]
    public void TwoInputsOfOneName_AreRefused() =>
        Assert.Throws<DocumentException>(() => InputList.Parse(InputList.ToCanonicalBytes([Inputs[0], Inputs[0]])));
}
