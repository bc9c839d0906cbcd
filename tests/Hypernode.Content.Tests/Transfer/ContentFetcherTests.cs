using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;
using Hypernode.Content.Transfer;

namespace Hypernode.Content.Tests.Transfer;

[TestFixture]
internal sealed class ContentFetcherTests
{
    private TemporaryFolder _folder = null!;
    private ContentStore _origin = null!;
    private ContentStore _store = null!;

    [SetUp]
    public void Open()
    {
        _folder = new TemporaryFolder();
        _origin = new ContentStore(_folder.Sub("origin"), TimeProvider.System);
        _store = new ContentStore(_folder.Sub("store"), TimeProvider.System);
    }

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    public async Task Takes_content_from_the_one_honest_source_of_five()
    {
        var id = await PutAsync();
        var sources = new List<IContentSource>();
        for (var i = 0; i < 4; i++)
        {
            sources.Add(new DirectorySource(Lie($"liar-{i}")));
        }

        sources.Add(new DirectorySource(_origin.Root));
        await new ContentFetcher(_store, sources, TimeProvider.System).FetchAsync(id, long.MaxValue, CancellationToken.None);
        Assert.That(_store.Contains(id), Is.True);
        await using var stream = _store.Open(id);
        await stream.CopyToAsync(Stream.Null);
    }

    [Test]
    public async Task Names_every_source_when_none_is_left()
    {
        var id = await PutAsync();
        var fetcher = new ContentFetcher(_store, [new DirectorySource(Lie("liar")), new DirectorySource(_folder.Sub("empty"))], TimeProvider.System);
        Assert.That(
            () => fetcher.FetchAsync(id, long.MaxValue, CancellationToken.None),
            Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(ContentError.Unavailable).And.Message.Contains("liar").And.Message.Contains("empty"));
        Assert.That(_store.Contains(id), Is.False);
    }

    [Test]
    public async Task Refuses_content_above_the_bound_before_a_byte_of_it_comes()
    {
        var id = await PutAsync();
        var fetcher = new ContentFetcher(_store, [new DirectorySource(_origin.Root)], TimeProvider.System);
        Assert.That(() => fetcher.FetchAsync(id, 10, CancellationToken.None), Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(ContentError.TooLarge));
        Assert.That(Directory.EnumerateFiles(_folder.Sub("store/partial")), Is.Empty);
    }

    [Test]
    public async Task Two_who_want_the_same_at_once_get_it_from_one_transfer()
    {
        var id = await PutAsync();
        var source = new HeldSource(new DirectorySource(_origin.Root));
        var fetcher = new ContentFetcher(_store, [source], TimeProvider.System);
        var both = Task.WhenAll(
            fetcher.FetchAsync(id, long.MaxValue, CancellationToken.None), fetcher.FetchAsync(id, long.MaxValue, CancellationToken.None));
        source.Release();
        await both;
        Assert.That(source.Transfers, Is.EqualTo(1));
        await using var stream = _store.Open(id);
        await stream.CopyToAsync(Stream.Null);
    }

    private Task<ContentId> PutAsync() => _origin.PutAsync(new MemoryStream(new byte[2 * Manifest.ChunkSize + 3]), Manifest.BinaryMime, CancellationToken.None);

    /// <summary>A copy of the origin whose last data byte differs.</summary>
    private string Lie(string name)
    {
        var root = _folder.Sub(name);
        foreach (var file in Directory.EnumerateFiles(_origin.Root, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(root, Path.GetRelativePath(_origin.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var bytes = File.ReadAllBytes(file);
            if (target.Contains("/data/", StringComparison.Ordinal))
            {
                bytes[^1] ^= 1;
            }

            File.WriteAllBytes(target, bytes);
        }

        return root;
    }

    /// <summary>Holds back data until it is released, and counts how often it was asked for some.</summary>
    private sealed class HeldSource(IContentSource source) : IContentSource
    {
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _transfers;

        public string Name => source.Name;

        public int Transfers => _transfers;

        public void Release() => _released.SetResult();

        public async Task<Stream?> OpenAsync(ContentId id, ContentPart part, long offset, CancellationToken cancellationToken)
        {
            if (part == ContentPart.Data)
            {
                Interlocked.Increment(ref _transfers);
                await _released.Task;
            }

            return await source.OpenAsync(id, part, offset, cancellationToken);
        }
    }
}
