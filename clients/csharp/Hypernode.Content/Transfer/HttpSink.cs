using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;

namespace Hypernode.Content.Transfer;

/// <summary>A store that takes its parts by HTTP PUT; it is expected to check what it is given.</summary>
/// <param name="client">Connection pool.</param>
/// <param name="root">Address of the store, ending in a slash.</param>
public sealed class HttpSink(HttpClient client, Uri root) : IContentSink
{
    /// <inheritdoc/>
    public string Name => root.ToString();

    /// <inheritdoc/>
    public async Task PutAsync(ContentStore from, ContentId id, CancellationToken cancellationToken)
    {
        var source = new DirectorySource(from.Root);
        foreach (var part in PartPath.Of(id.Codec))
        {
            await using var stream = await source.OpenAsync(id, part, 0, cancellationToken)
                ?? throw new ContentException(ContentError.NotFound, $"{id} is not in the store it should be delivered from.");
            using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(root, PartPath.Of(id, part))) { Content = new StreamContent(stream) };
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new ContentException(ContentError.SinkRefused, $"{root} answered {(int)response.StatusCode} to {part} of {id}.");
            }
        }
    }
}
