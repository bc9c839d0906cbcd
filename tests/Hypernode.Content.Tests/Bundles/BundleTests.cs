using System.Formats.Tar;
using Hypernode.Content.Bundles;
using Hypernode.Content.Stores;

namespace Hypernode.Content.Tests.Bundles;

[TestFixture]
internal sealed class BundleTests
{
    private static readonly BundleLimits Limits = new(MaxBytes: 1 << 20, MaxFiles: 10, MaxDepth: 4);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public async Task Folders_come_back_as_they_were_and_equal_ones_have_equal_ids()
    {
        var store = new ContentStore(_folder.Sub("store"), TimeProvider.System);
        var longName = new string('n', 120);
        foreach (var name in (string[])["a", "b"])
        {
            Directory.CreateDirectory(_folder.Sub(name + "/sub/empty"));
            File.WriteAllText(_folder.Sub(name + "/sub/file"), "text");
            File.WriteAllText(_folder.Sub(name + "/" + longName), "long");
            File.SetLastWriteTimeUtc(_folder.Sub(name + "/sub/file"), DateTime.UnixEpoch.AddDays(name[0]));
        }

        var (first, summary) = await store.PutFolderAsync(_folder.Sub("a"), Limits, CancellationToken.None);
        var (second, _) = await store.PutFolderAsync(_folder.Sub("b"), Limits, CancellationToken.None);
        await store.GetFolderAsync(first, _folder.Sub("out"), Limits, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(second, Is.EqualTo(first));
            Assert.That(summary, Is.EqualTo(new BundleSummary(4, 8)));
            Assert.That(File.ReadAllText(_folder.Sub("out/sub/file")), Is.EqualTo("text"));
            Assert.That(File.ReadAllText(_folder.Sub("out/" + longName)), Is.EqualTo("long"));
            Assert.That(Directory.Exists(_folder.Sub("out/sub/empty")), Is.True);
        });
    }

    [TestCase("../up")]
    [TestCase("/root")]
    [TestCase("a/../../b")]
    [TestCase("a//b")]
    [TestCase("./a")]
    [TestCase("a/b/c/d/e")]
    public void Extract_PathThatLeads_Elsewhere_Refuses(string path) => AssertRefused(Tar(new UstarTarEntry(TarEntryType.RegularFile, path)), ContentError.PathUnsafe);

    [Test]
    public void Extract_Links_Refuses()
    {
        AssertRefused(Tar(new UstarTarEntry(TarEntryType.SymbolicLink, "a") { LinkName = "/etc/passwd" }), ContentError.EntryKindRefused);
        AssertRefused(Tar(new UstarTarEntry(TarEntryType.HardLink, "a") { LinkName = "b" }), ContentError.EntryKindRefused);
    }

    [Test]
    public void Extract_TooManyOrTwice_Refuses()
    {
        AssertRefused(Tar([.. Enumerable.Range(0, 11).Select(i => new UstarTarEntry(TarEntryType.Directory, $"d{i}"))]), ContentError.TooManyFiles);
        AssertRefused(Tar(new UstarTarEntry(TarEntryType.RegularFile, "a"), new UstarTarEntry(TarEntryType.RegularFile, "a")), ContentError.PathUnsafe);
    }

    [Test]
    public void Pack_SymbolicLink_Refuses()
    {
        Directory.CreateDirectory(_folder.Sub("in"));
        File.CreateSymbolicLink(_folder.Sub("in/link"), "/etc/passwd");
        Assert.That(() => BundleWriter.Scan(_folder.Sub("in"), Limits), Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(ContentError.EntryKindRefused));
    }

    [Test]
    public void Pack_OneByteTooMany_Refuses()
    {
        Directory.CreateDirectory(_folder.Sub("in"));
        File.WriteAllBytes(_folder.Sub("in/file"), new byte[10]);
        Assert.That(() => BundleWriter.Scan(_folder.Sub("in"), new BundleLimits(10)), Throws.Nothing);
        Assert.That(() => BundleWriter.Scan(_folder.Sub("in"), new BundleLimits(9)), Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(ContentError.TooLarge));
    }

    private static MemoryStream Tar(params UstarTarEntry[] entries)
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                writer.WriteEntry(entry);
            }
        }

        tar.Position = 0;
        return tar;
    }

    private void AssertRefused(Stream tar, ContentError error)
    {
        var target = _folder.Sub(Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(target);
        Assert.That(() => BundleReader.ExtractAsync(tar, target, Limits, CancellationToken.None), Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(error));
    }
}
