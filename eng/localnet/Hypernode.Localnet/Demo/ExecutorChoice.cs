using System.Net.Sockets;

namespace Hypernode.Localnet.Demo;

/// <summary>What the demo's worker runs jobs in.</summary>
public enum ExecutorKind
{
    /// <summary>The docker engine.</summary>
    Docker = 1,

    /// <summary>The bubblewrap sandbox.</summary>
    Sandbox = 2,
}

/// <summary>Picks docker where it answers in two seconds, else the sandbox where bubblewrap is installed.</summary>
public static class ExecutorChoice
{
    private const string DockerSocket = "/var/run/docker.sock";
    private static readonly TimeSpan DockerPatience = TimeSpan.FromSeconds(2);

    /// <summary>The executor of this machine; null when there is none.</summary>
    public static async Task<ExecutorKind?> FindAsync(CancellationToken cancellationToken)
    {
        if (await IsDockerUpAsync(cancellationToken))
        {
            return ExecutorKind.Docker;
        }

        return HasBubblewrap() ? ExecutorKind.Sandbox : null;
    }

    private static async Task<bool> IsDockerUpAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(DockerPatience);
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
        using var http = new HttpClient(handler);
        try
        {
            using var reply = await http.GetAsync(new Uri("http://docker/_ping"), patience.Token);
            return reply.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(DockerSocket), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool HasBubblewrap() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, "bwrap")));
}
