using System.Net;
using System.Net.Http.Headers;
using Hypernode.Content.Manifests;

namespace Hypernode.Content.Transfer;

/// <summary>A store served as static files over HTTP, with byte ranges.</summary>
/// <param name="client">Connection pool; its redirects and time-outs apply.</param>
/// <param name="root">Address of the store, ending in a slash.</param>
public sealed class HttpSource(HttpClient client, Uri root) : IContentSource
{
    /// <inheritdoc/>
    public string Name => root.ToString();

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(ContentId id, ContentPart part, long offset, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(root, PartPath.Of(id, part)));
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            response.Dispose();
            return null;
        }

        var expected = offset > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK;
        if (response.StatusCode != expected)
        {
            var status = (int)response.StatusCode;
            response.Dispose();
            throw new HttpRequestException($"{root} answered {status} where {(int)expected} was due.");
        }

        // Disposing the stream releases the response.
        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }
}
