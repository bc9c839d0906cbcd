using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hypernode.Worker.Tests.Execution.Engine;

/// <summary>One call as the engine received it.</summary>
/// <param name="Name">Method and path without the version, for instance <c>POST containers/create</c>.</param>
/// <param name="Version">API version of the path; empty when it names none.</param>
/// <param name="Query">What follows the question mark, unescaped.</param>
/// <param name="Body">The body, chunks joined.</param>
internal sealed partial record EngineCall(string Name, string Version, string Query, string Body)
{
    /// <summary>Reads the next call of a connection; null when the caller is done.</summary>
    public static async Task<EngineCall?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (await ReadLineAsync(stream, cancellationToken) is not { Length: > 0 } first)
        {
            return null;
        }

        var isChunked = false;
        var length = 0;
        while (await ReadLineAsync(stream, cancellationToken) is { Length: > 0 } header)
        {
            isChunked |= header.StartsWith("transfer-encoding: chunked", StringComparison.OrdinalIgnoreCase);
            if (header.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(header.AsSpan("content-length:".Length), CultureInfo.InvariantCulture);
            }
        }

        var body = isChunked ? await ReadChunksAsync(stream, cancellationToken) : await ReadBytesAsync(stream, length, cancellationToken);
        var parts = FirstLine().Match(first);
        return new EngineCall(
            $"{parts.Groups["method"].Value} {Uri.UnescapeDataString(parts.Groups["path"].Value)}",
            parts.Groups["version"].Value,
            Uri.UnescapeDataString(parts.Groups["query"].Value),
            Encoding.UTF8.GetString(body));
    }

    [GeneratedRegex(@"^(?<method>\S+) /(v(?<version>[0-9.]+)/)?(?<path>[^ ?]*)(\?(?<query>\S*))? HTTP/1.1$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstLine();

    private static async Task<byte[]> ReadChunksAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse(await ReadLineAsync(stream, cancellationToken) ?? "0", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await ReadBytesAsync(stream, size, cancellationToken));
            await ReadLineAsync(stream, cancellationToken);
            if (size == 0)
            {
                return body.ToArray();
            }
        }
    }

    private static async Task<byte[]> ReadBytesAsync(Stream stream, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static async Task<string?> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, cancellationToken) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }
}
