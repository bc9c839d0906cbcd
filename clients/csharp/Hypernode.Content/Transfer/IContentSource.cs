using Hypernode.Content.Manifests;

namespace Hypernode.Content.Transfer;

/// <summary>A place content may be had from. Nothing it says is believed: the fetcher checks every byte.</summary>
public interface IContentSource
{
    /// <summary>Where it is, for logs and reports.</summary>
    string Name { get; }

    /// <summary>Opens a part from a byte offset on.</summary>
    /// <param name="id">The content.</param>
    /// <param name="part">Which part of it.</param>
    /// <param name="offset">First byte wanted; only <see cref="ContentPart.Data"/> is asked with more than 0.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The stream, or null when the source does not hold it.</returns>
    /// <exception cref="IOException">The source cannot be read now.</exception>
    /// <exception cref="HttpRequestException">The source cannot be reached now.</exception>
    Task<Stream?> OpenAsync(ContentId id, ContentPart part, long offset, CancellationToken cancellationToken);
}
