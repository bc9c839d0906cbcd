using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;

namespace Hypernode.Content.Transfer;

/// <summary>A place results are delivered to, so that the requester finds them while this node is away.</summary>
public interface IContentSink
{
    /// <summary>Where it is, for logs and reports.</summary>
    string Name { get; }

    /// <summary>Copies content out of a store; content already there is fine.</summary>
    /// <exception cref="ContentException"><see cref="ContentError.SinkRefused"/>.</exception>
    /// <exception cref="IOException">The sink cannot be written now.</exception>
    /// <exception cref="HttpRequestException">The sink cannot be reached now.</exception>
    Task PutAsync(ContentStore from, ContentId id, CancellationToken cancellationToken);
}
