using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Hypernode.Protocol.Nodes;

/// <summary>Talks to a worker over its control socket.</summary>
/// <param name="socketPath">The socket, <c>control.sock</c> in the worker's state folder unless configured.</param>
public sealed class NodeControlClient(string socketPath)
{
    /// <summary>Asks for the worker's status.</summary>
    /// <exception cref="NodeControlException">No worker listens there, or it refused.</exception>
    public Task<WorkerStatus> StatusAsync(CancellationToken cancellationToken) => AskAsync(new ControlRequest("status"), cancellationToken);

    /// <summary>Lets the worker accept nothing new.</summary>
    /// <inheritdoc cref="StatusAsync" path="/exception"/>
    public Task<WorkerStatus> DrainAsync(CancellationToken cancellationToken) => AskAsync(new ControlRequest("drain"), cancellationToken);

    /// <summary>Ends a drain that was asked for.</summary>
    /// <inheritdoc cref="StatusAsync" path="/exception"/>
    public Task<WorkerStatus> ResumeAsync(CancellationToken cancellationToken) => AskAsync(new ControlRequest("resume"), cancellationToken);

    /// <summary>Stops the worker; returns when it is empty and about to exit.</summary>
    /// <param name="now">Kill runs and give their jobs back instead of waiting for them.</param>
    /// <param name="cancellationToken">Stops waiting; the worker stops all the same.</param>
    /// <inheritdoc cref="StatusAsync" path="/exception"/>
    public Task<WorkerStatus> StopAsync(bool now, CancellationToken cancellationToken) => AskAsync(new ControlRequest("stop", Now: now), cancellationToken);

    /// <summary>Yields lines of a run's output.</summary>
    /// <param name="run">Name of the run or its job; empty = the newest.</param>
    /// <param name="follow">Go on until the run ends.</param>
    /// <param name="from">First sequence wanted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <inheritdoc cref="StatusAsync" path="/exception"/>
    public async IAsyncEnumerable<ControlLogLine> LogsAsync(string run, bool follow, long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var reply in SendAsync(new ControlRequest("logs", run, follow, from), cancellationToken))
        {
            if (reply.Line is { } line)
            {
                yield return line;
            }
        }
    }

    private async Task<WorkerStatus> AskAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        await foreach (var reply in SendAsync(request, cancellationToken))
        {
            if (reply.Status is { } status)
            {
                return status;
            }
        }

        throw new NodeControlException($"The worker at {socketPath} hung up without an answer.");
    }

    private async IAsyncEnumerable<ControlReply> SendAsync(ControlRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
        }
        catch (SocketException e)
        {
            throw new NodeControlException($"No worker listens at {socketPath}. Start it with 'hypernode node start'.", e);
        }

        await using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(request, ControlJson.Default.ControlRequest) + "\n"), cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            var reply = JsonSerializer.Deserialize(line, ControlJson.Default.ControlReply) ?? throw new NodeControlException("The worker answered null.");
            yield return reply.Error is null ? reply : throw new NodeControlException(reply.Error);
        }
    }
}
