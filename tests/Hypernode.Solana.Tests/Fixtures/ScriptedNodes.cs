using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Transport;

namespace Hypernode.Solana.Tests.Fixtures;

/// <summary>Nodes that answer as a test says, without a network; every request is recorded.</summary>
internal sealed class ScriptedNodes
{
    private readonly ConcurrentDictionary<string, Func<Request, CancellationToken, Task<TransportReply>>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Request> _requests = new();

    internal sealed record Request(string Node, string Body)
    {
        public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

        public string Method => Json.GetProperty("method").GetString()!;

        public JsonElement Parameters => Json.GetProperty("params");

        public long Id => Json.GetProperty("id").GetInt64();

        public TransportReply Result(string json) => Ok($$"""{"jsonrpc":"2.0","id":{{Id}},"result":{{json}}}""");

        public TransportReply Error(int code, string? data = null) =>
            Ok($$$"""{"jsonrpc":"2.0","id":{{{Id}}},"error":{"code":{{{code}}},"message":"refused"{{{(data is null ? "" : $",\"data\":{data}")}}}}}""");

        public static TransportReply Ok(string body) => new(200, Encoding.UTF8.GetBytes(body));
    }

    public IReadOnlyList<Request> Requests => [.. _requests];

    public IEnumerable<string> Asked => _requests.Select(r => r.Node);

    public void On(string node, Func<Request, TransportReply> answer) => _answers[node] = (request, _) => Task.FromResult(answer(request));

    public void OnAsync(string node, Func<Request, CancellationToken, Task<TransportReply>> answer) => _answers[node] = answer;

    public Task<TransportReply> SendAsync(RpcEndpoint endpoint, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var request = new Request(endpoint.Alias, Encoding.UTF8.GetString(body.Span));
        _requests.Enqueue(request);
        return _answers[endpoint.Alias](request, cancellationToken);
    }

    public SolanaRpcClient Client(TimeProvider time, params string[] nodes) => new(Options(nodes), time, null, SendAsync);

    public static RpcOptions Options(params string[] nodes) =>
        new() { Endpoints = [.. nodes.Select(n => new RpcEndpoint(n, new Uri($"http://{n}.invalid")))] };
}
