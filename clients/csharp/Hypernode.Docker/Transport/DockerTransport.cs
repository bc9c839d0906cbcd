using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hypernode.Docker.Transport;

/// <summary>HTTP over the engine's unix socket. Calls have no time limit of their own: the token of each decides.</summary>
internal sealed class DockerTransport : IDisposable
{
    private const int MaxErrorBytes = 64 << 10;

    private readonly HttpClient _http;
    private readonly string _socketPath;

    public DockerTransport(string socketPath)
    {
        _socketPath = socketPath;
        _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync, AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
        {
            BaseAddress = new Uri("http://docker/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Sends a call; every status but the accepted ones is a <see cref="DockerException"/>.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, IReadOnlyList<HttpStatusCode> accepted, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw new DockerUnavailableException($"The engine at {_socketPath} does not answer: {e.InnerException?.Message ?? e.Message}. Start it, or correct the path of its socket.", e);
        }

        if (accepted.Contains(response.StatusCode))
        {
            return response;
        }

        using (response)
        {
            throw new DockerException((int)response.StatusCode, await ReadErrorAsync(response, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Sends a call and reads its JSON answer.</summary>
    public async Task<T> ReadAsync<T>(HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, IReadOnlyList<HttpStatusCode> accepted, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, content, accepted, cancellationToken).ConfigureAwait(false);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        return await ParseAsync(stream, type, path, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<T> ParseAsync<T>(Stream stream, JsonTypeInfo<T> type, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(stream, type, cancellationToken).ConfigureAwait(false)
                ?? throw new DockerProtocolException($"{path} answered null.");
        }
        catch (JsonException e)
        {
            throw new DockerProtocolException($"{path} answered no JSON of the expected shape: {e.Message}", e);
        }
    }

    private static async Task<string> ReadErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[MaxErrorBytes];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(buffer.AsSpan(0, length), DockerJson.Default.ErrorMessage)?.Message ?? "no reason given";
        }
        catch (JsonException)
        {
            return System.Text.Encoding.UTF8.GetString(buffer, 0, Math.Min(length, 500)).Trim();
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socketPath), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
