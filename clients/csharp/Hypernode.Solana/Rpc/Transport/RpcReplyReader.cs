using System.Text.Json;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Rpc.Transport;

/// <summary>Turns a reply into a value or a classified failure.</summary>
internal static class RpcReplyReader
{
    private const int Unhealthy = -32005;
    private const int Behind = -32016;
    private const int UnsupportedVersion = -32015;
    private const int SimulationFailed = -32002;

    /// <summary>Failure by HTTP status; null when the body decides.</summary>
    public static RpcFailure? ByStatus(string method, TransportReply reply) => reply.Status switch
    {
        429 => new RpcFailure(RpcFailureKind.RateLimited, new HttpRequestException($"{method}: HTTP 429, too many requests."), reply.RetryAfter),
        408 or >= 500 => new RpcFailure(RpcFailureKind.Unreachable, new HttpRequestException($"{method}: HTTP {reply.Status}.")),
        200 => null,
        _ => new RpcFailure(RpcFailureKind.Protocol, new RpcProtocolException($"{method}: HTTP {reply.Status}.")),
    };

    /// <summary>Reads one JSON-RPC reply object.</summary>
    /// <returns>A failure, or null with <paramref name="value"/> set.</returns>
    public static RpcFailure? Read<T>(string method, JsonElement reply, long id, Func<JsonElement, T> parse, out T? value)
    {
        value = default;
        try
        {
            if (reply.ValueKind != JsonValueKind.Object
                || !reply.TryGetProperty("id", out var replyId)
                || replyId.ValueKind != JsonValueKind.Number || !replyId.TryGetInt64(out var number) || number != id)
            {
                return Protocol($"{method}: the reply does not carry the request's id.");
            }

            if (reply.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
            {
                return ReadError(method, error);
            }

            if (!reply.TryGetProperty("result", out var result))
            {
                return Protocol($"{method}: neither result nor error.");
            }

            value = parse(result);
            return null;
        }
        catch (Exception e) when (e is RpcProtocolException or FormatException or InvalidOperationException or DecodeException)
        {
            return new RpcFailure(RpcFailureKind.Protocol, new RpcProtocolException($"{method}: {e.Message}", e));
        }
        catch (Exception e) when (e is UnsupportedEncodingException or UnsupportedTransactionVersionException)
        {
            return new RpcFailure(RpcFailureKind.Final, e);
        }
    }

    public static RpcFailure Protocol(string message, Exception? inner = null) =>
        new(RpcFailureKind.Protocol, new RpcProtocolException(message, inner));

    private static RpcFailure ReadError(string method, JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object
            || !error.TryGetProperty("code", out var codeElement)
            || codeElement.ValueKind != JsonValueKind.Number || !codeElement.TryGetInt32(out var code))
        {
            return Protocol($"{method}: an error without a code.");
        }

        var message = error.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        var hasData = error.TryGetProperty("data", out var data) && data.ValueKind != JsonValueKind.Null;
        var general = new RpcException(method, code, message, hasData ? data.GetRawText() : null);
        return code switch
        {
            Unhealthy => new RpcFailure(RpcFailureKind.Unhealthy, general),
            Behind => new RpcFailure(RpcFailureKind.Behind, general),
            UnsupportedVersion => new RpcFailure(RpcFailureKind.Final, new UnsupportedTransactionVersionException(null)),
            SimulationFailed when hasData && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("err", out var err) && err.ValueKind != JsonValueKind.Null =>
                new RpcFailure(RpcFailureKind.Final, Model.SimulationReader.Read(data).ToException(null, null)),
            -32001 or -32004 or -32007 or -32009 or -32011 or -32014 or -32019 or -32021 =>
                new RpcFailure(RpcFailureKind.Final, new BlockUnavailableException(code, message)),
            _ => new RpcFailure(RpcFailureKind.Final, general),
        };
    }
}
