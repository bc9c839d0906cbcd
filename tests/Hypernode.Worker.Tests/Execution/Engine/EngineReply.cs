using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Hypernode.Worker.Tests.Execution.Engine;

/// <summary>How the engine answers one call.</summary>
internal sealed class EngineReply
{
    private readonly Func<Stream, CancellationToken, Task<bool>> _write;

    private EngineReply(Func<Stream, CancellationToken, Task<bool>> write) => _write = write;

    /// <summary>An empty answer of a status.</summary>
    public static EngineReply Status(int status) => Whole(status, []);

    /// <summary>A JSON answer.</summary>
    public static EngineReply Json(string json, int status = 200) => Whole(status, Encoding.UTF8.GetBytes(json));

    /// <summary>A refusal in the engine's form.</summary>
    public static EngineReply Failure(int status, string message) => Json($$"""{"message":{{JsonSerializer.Serialize(message)}}}""", status);

    /// <summary>A body in chunks of which each one arrives by itself, ended properly.</summary>
    public static EngineReply Stream(params byte[][] parts) => new(async (stream, cancellationToken) =>
    {
        await WriteChunksAsync(stream, parts, cancellationToken);
        await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
        return true;
    });

    /// <summary>A body of lines, one chunk each.</summary>
    public static EngineReply Lines(params string[] lines) => Stream([.. lines.Select(line => Encoding.UTF8.GetBytes(line + "\n"))]);

    /// <summary>A body in chunks whose end never comes: the engine hangs up.</summary>
    public static EngineReply Cut(params byte[][] parts) => new(async (stream, cancellationToken) =>
    {
        await WriteChunksAsync(stream, parts, cancellationToken);
        return false;
    });

    /// <summary>A body without a length, as the engine sends attached output: hanging up is its only end.</summary>
    public static EngineReply Raw(byte[] body) => new(async (stream, cancellationToken) =>
    {
        await stream.WriteAsync((byte[])[.. "HTTP/1.1 200 X\r\n\r\n"u8, .. body], cancellationToken);
        return false;
    });

    /// <summary>The engine takes the call and hangs up.</summary>
    public static EngineReply HangUp() => new((_, _) => Task.FromResult(false));

    /// <summary>The engine takes the call and says nothing for as long as the test lasts.</summary>
    /// <param name="taken">Completes when the call is there.</param>
    public static EngineReply Silence(TaskCompletionSource taken) => new(async (_, cancellationToken) =>
    {
        taken.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return false;
    });

    /// <summary>Writes the answer.</summary>
    /// <returns>False: the engine hangs up.</returns>
    public Task<bool> WriteAsync(Stream stream, CancellationToken cancellationToken) => _write(stream, cancellationToken);

    private static EngineReply Whole(int status, byte[] body) => new(async (stream, cancellationToken) =>
    {
        // 204 and 304 have no body and must not claim one.
        var length = status is 204 or 304 ? "" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\n{length}\r\n");
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], cancellationToken);
        return true;
    });

    private static async Task WriteChunksAsync(Stream stream, byte[][] parts, CancellationToken cancellationToken)
    {
        await stream.WriteAsync("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), cancellationToken);
        foreach (var part in parts.Where(part => part.Length > 0))
        {
            var size = Encoding.ASCII.GetBytes(part.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
            await stream.WriteAsync((byte[])[.. size, .. part, .. "\r\n"u8], cancellationToken);
        }
    }
}
