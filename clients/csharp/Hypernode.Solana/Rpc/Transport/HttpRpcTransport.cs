using System.Net.Http.Headers;

namespace Hypernode.Solana.Rpc.Transport;

/// <summary>JSON-RPC over HTTP POST.</summary>
public sealed class HttpRpcTransport : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    /// <param name="maxReplyBytes">Longest reply; a longer one is a failed request.</param>
    /// <param name="time">Clock for a Retry-After that names a date.</param>
    public HttpRpcTransport(int maxReplyBytes, TimeProvider time)
    {
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            AllowAutoRedirect = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
        })
        {
            // Each call brings its own time limit.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = maxReplyBytes,
        };
    }

    /// <summary>Sends the body with the content type that nodes require: <c>application/json</c> without a charset.</summary>
    public async Task<TransportReply> SendAsync(RpcEndpoint endpoint, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Http) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = Json;
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new TransportReply((int)response.StatusCode, bytes, ReadRetryAfter(response.Headers.RetryAfter));
    }

    public void Dispose() => _http.Dispose();

    private TimeSpan? ReadRetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? Max(date - _time.GetUtcNow(), TimeSpan.Zero) : null);

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
