using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;

namespace Hypernode.Content.Tests.Stores;

[TestFixture]
internal sealed class ContentStoreTests
{
    private TemporaryFolder _folder = null!;
    private ContentStore _store = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        _store = new ContentStore(_folder.Sub("store"), TimeProvider.System);
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(Manifest.ChunkSize - 1)]
    [TestCase(Manifest.ChunkSize)]
    [TestCase(Manifest.ChunkSize + 1)]
    [TestCase(3 * Manifest.ChunkSize + 5)]
    public async Task Gives_back_what_it_was_given(int size)
    {
        var bytes = Bytes(size);
        var id = await _store.PutAsync(new MemoryStream(bytes), Manifest.BinaryMime, CancellationToken.None);
        Assert.That(await ReadAsync(id), Is.EqualTo(bytes));
        Assert.That(_store.GetManifest(id).Size, Is.EqualTo(size));
    }

    [Test]
    public async Task Refuses_flipped_and_cut_content_on_reading()
    {
        var id = await _store.PutAsync(new MemoryStream(Bytes(2 * Manifest.ChunkSize)), Manifest.BinaryMime, CancellationToken.None);
        var data = Directory.EnumerateFiles(_folder.Sub("store/data"), "*", SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(data);
        bytes[Manifest.ChunkSize + 9] ^= 1;
        File.WriteAllBytes(data, bytes);
        Assert.That(() => ReadAsync(id), Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(ContentError.ChunkCorrupt));
        File.WriteAllBytes(data, bytes[..^1]);
        Assert.That(() => ReadAsync(id), Throws.InstanceOf<ContentException>());
    }

    [Test]
    public void Refuses_a_changed_blob()
    {
        var id = _store.PutBlob("blob"u8);
        File.WriteAllText(Directory.EnumerateFiles(_folder.Sub("store/blobs"), "*", SearchOption.AllDirectories).Single(), "blub");
        Assert.That(() => _store.GetBlob(id), Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(ContentError.DigestMismatch));
    }

    [Test]
    public void Refuses_content_it_does_not_hold() =>
        Assert.That(() => _store.Open(ContentId.OfManifest("absent"u8)), Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(ContentError.NotFound));

    [Test]
    public void Collects_only_what_nobody_pins()
    {
        var kept = _store.PutBlob("kept"u8);
        var lost = _store.PutBlob("lost"u8);
        _store.Pin("run", kept);
        _store.CollectGarbage(TimeSpan.FromSeconds(-10));
        Assert.That((_store.Contains(kept), _store.Contains(lost)), Is.EqualTo((true, false)));
        _store.Unpin("run");
        _store.CollectGarbage(TimeSpan.FromSeconds(-10));
        Assert.That(_store.Contains(kept), Is.False);
    }

    private static byte[] Bytes(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)(i * 31 + i / 256))];

    private async Task<byte[]> ReadAsync(ContentId id)
    {
        await using var stream = _store.Open(id);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
