using System.Net.Sockets;
using Hypernode.Protocol.Networks;
using Hypernode.Solana.Keys;

namespace Hypernode.Cli.Commands;

/// <summary>Which exit code and remedy belongs to which failure.</summary>
internal static class FailureTable
{
    public static CliException Explain(Exception exception, bool interrupted) => exception switch
    {
        CliException known => known,
        KeyFileException key => new CliException(key.Fault == KeyFileFault.Missing ? ExitCode.NotFound : ExitCode.Environment, key.Message, inner: key),
        NetworkException network => new CliException(ExitCode.Environment, network.Message, network.Remedy, network),
        OperationCanceledException when interrupted => new CliException(ExitCode.Interrupted, "interrupted"),
        HttpRequestException or SocketException => new CliException(
            ExitCode.Unreachable, exception.Message, "check the address in the endpoints file, and that the server runs (`make up` for the local network)", exception),
        UnauthorizedAccessException or IOException => new CliException(ExitCode.Environment, exception.Message, inner: exception),
        _ => new CliException(ExitCode.Internal, $"{exception.GetType().Name}: {exception.Message}", "this is a defect: please report it with the command line", exception),
    };
}
