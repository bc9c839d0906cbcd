using System.Runtime.CompilerServices;

namespace Hypernode.Docker.Logs;

/// <summary>A container's output as it comes, on a connection of its own. Whoever holds it has to read or dispose it: the engine
/// lets the container wait rather than lose what nobody has read.</summary>
public sealed class ContainerOutput : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly bool _isTty;

    internal ContainerOutput(HttpResponseMessage response, bool isTty)
    {
        _response = response;
        _isTty = isTty;
    }

    /// <summary>Reads until the container ends. To be called once.</summary>
    public async IAsyncEnumerable<LogFrame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await _response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var frame in LogFrames.ReadAsync(stream, _isTty, cancellationToken).ConfigureAwait(false))
        {
            yield return frame;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _response.Dispose();
}
