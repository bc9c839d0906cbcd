using Hypernode.Cli.Commands;
using Hypernode.Cli.Wallets;
using Hypernode.Content;
using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;
using Hypernode.Content.Transfer;
using Hypernode.Protocol.Networks;

namespace Hypernode.Cli.Content;

/// <summary>
/// Where specs, inputs and results travel: a shared folder or an HTTP store. What comes from it is checked against its digest,
/// so that the place need not be trusted.
/// </summary>
internal sealed class ContentPlace : IDisposable
{
    private const string Variable = "HYPERNODE_CONTENT";

    private readonly HttpClient? _http;

    private ContentPlace(string name, IContentSink sink, IContentSource source, HttpClient? http, TimeProvider time)
    {
        Name = name;
        Sink = sink;
        _http = http;
        Store = new ContentStore(Path.Combine(WalletStore.ProfileFolder(), "content"), time);
        Fetcher = new ContentFetcher(Store, [source], time);
    }

    /// <summary>The folder or address.</summary>
    public string Name { get; }

    /// <summary>This profile's own store.</summary>
    public ContentStore Store { get; }

    /// <summary>Brings content here, verified.</summary>
    public ContentFetcher Fetcher { get; }

    private IContentSink Sink { get; }

    /// <summary>The place of <c>--content</c>, else of <c>HYPERNODE_CONTENT</c>, else the folder beside the endpoints of a local network.</summary>
    public static ContentPlace Open(string? option, NetworkEndpoints network, TimeProvider time)
    {
        var place = option ?? Environment.GetEnvironmentVariable(Variable) ?? LocalFolder(network);
        if (place is not { Length: > 0 })
        {
            throw new CliException(ExitCode.Usage, "no place for content is named", $"pass --content FOLDER or --content https://..., or set {Variable}");
        }

        if (Uri.TryCreate(place, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            var http = new HttpClient();
            return new ContentPlace(place, new HttpSink(http, url!), new HttpSource(http, url!), http, time);
        }

        return new ContentPlace(place, new DirectorySink(place, time), new DirectorySource(place), null, time);
    }

    /// <summary>Makes content of this profile available to nodes.</summary>
    public Task PublishAsync(ContentId id, CancellationToken cancellationToken) => Sink.PutAsync(Store, id, cancellationToken);

    public void Dispose() => _http?.Dispose();

    private static string? LocalFolder(NetworkEndpoints network) =>
        network.IsLocal ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(network.Path))!, "content") : null;
}
