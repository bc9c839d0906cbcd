using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Hypernode.Protocol.Nodes;
using Hypernode.Worker.Execution.Logs;
using Hypernode.Worker.Leases;
using Hypernode.Worker.Scheduling;

namespace Hypernode.Worker.Control;

/// <summary>Answers the command line over a unix socket only its owner may open.</summary>
public sealed class ControlServer : IAsyncDisposable
{
    private const int MaxRequestBytes = 4096;

    private readonly string _path;
    private readonly NodeWorker _worker;
    private readonly RunServices _services;
    private readonly Func<bool, CancellationToken, Task> _empty;
    private readonly Action _exit;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _closing = new();
    private Task _accepting = Task.CompletedTask;

    /// <param name="path">The socket.</param>
    /// <param name="worker">What is asked about.</param>
    /// <param name="services">Identity, executor and logs.</param>
    /// <param name="empty">Waits until no run is left; true: kills them.</param>
    /// <param name="exit">Ends the process.</param>
    public ControlServer(string path, NodeWorker worker, RunServices services, Func<bool, CancellationToken, Task> empty, Action exit)
    {
        _path = path;
        _worker = worker;
        _services = services;
        _empty = empty;
        _exit = exit;
    }

    /// <summary>Begins to listen. The state folder's lock is held by now, so an old socket is nobody's.</summary>
    public void Start()
    {
        File.Delete(_path);
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        File.Delete(_path);
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            var socket = await _listener.AcceptAsync(_closing.Token);
            _ = ServeAsync(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            var line = await ReadLineAsync(stream, _closing.Token);
            await AnswerAsync(line, stream, _closing.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The asker went away, or the worker does.
        }
    }

    private async Task AnswerAsync(string line, Stream stream, CancellationToken cancellationToken)
    {
        ControlRequest? request;
        try
        {
            request = JsonSerializer.Deserialize(line, ControlJson.Default.ControlRequest);
        }
        catch (JsonException)
        {
            request = null;
        }

        switch (request?.Command)
        {
            case "status":
                await SendAsync(stream, new ControlReply(Status()), cancellationToken);
                break;
            case "drain":
            case "resume":
                _worker.Board.Set(DrainReasons.Command, holds: string.Equals(request.Command, "drain", StringComparison.Ordinal));
                await SendAsync(stream, new ControlReply(Status()), cancellationToken);
                break;
            case "logs":
                await SendLogsAsync(request, stream, cancellationToken);
                break;
            case "stop":
                await _empty(request.Now, cancellationToken);
                await SendAsync(stream, new ControlReply(Status()), cancellationToken);
                _exit();
                break;
            default:
                await SendAsync(stream, new ControlReply(Error: "Unknown request: expected one line of JSON with command status, logs, drain, resume or stop."), cancellationToken);
                break;
        }
    }

    private async Task SendLogsAsync(ControlRequest request, Stream stream, CancellationToken cancellationToken)
    {
        if (FindLogs(request.Run) is not { } logs)
        {
            await SendAsync(stream, new ControlReply(Error: $"No run '{request.Run}' is under way here; 'hypernode job logs' shows those of finished jobs."), cancellationToken);
            return;
        }

        await foreach (var line in logs.ReadAsync(request.From, request.Follow, cancellationToken))
        {
            await SendAsync(stream, new ControlReply(Line: new ControlLogLine(line.Sequence, line.At.ToUnixTimeMilliseconds(), line.Stream == LogStream.Error, line.Text)), cancellationToken);
        }
    }

    private LogRing? FindLogs(string run) => _worker.Runs.Active
        .Where(r => run.Length == 0 || string.Equals(r.Id.Name, run, StringComparison.Ordinal) || string.Equals(r.Id.Job.ToString(), run, StringComparison.Ordinal))
        .Select(r => _services.Logs.Find(r.Id.Name))
        .LastOrDefault(ring => ring is not null);

    private WorkerStatus Status() => new(
        _services.Identity.Node.ToString(),
        _services.Identity.Operator.ToString(),
        _worker.Node?.Candidate.Node.Status.ToString() ?? "",
        _services.Executor.IsolationClass,
        _worker.Board.Reasons,
        _worker.Runs.Quarantined,
        [.. _worker.Runs.Active.Select(run => new WorkerRun(run.Id.Name, run.Id.Job.ToString(), run.Id.Attempt, run.Phase.ToString()))]);

    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxRequestBytes];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0 || buffer.AsSpan(0, length).Contains((byte)'\n'))
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static async Task SendAsync(Stream stream, ControlReply reply, CancellationToken cancellationToken) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(reply, ControlJson.Default.ControlReply) + "\n"), cancellationToken);
}
