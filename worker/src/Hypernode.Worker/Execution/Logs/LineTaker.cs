namespace Hypernode.Worker.Execution.Logs;

/// <summary>Receives one line of output.</summary>
/// <param name="line">The line without its end; valid during the call.</param>
/// <param name="cutBytes">Bytes of it that were left out.</param>
public delegate void LineTaker(ReadOnlySpan<byte> line, long cutBytes);
