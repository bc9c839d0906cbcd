namespace Hypernode.Docker.Logs;

/// <summary>Bytes of output. A frame is no line: lines may span frames and frames may hold many.</summary>
/// <param name="Stream">Where they came from; always output with a terminal.</param>
/// <param name="Bytes">The bytes; valid until the next frame is read.</param>
public readonly record struct LogFrame(DockerStream Stream, ReadOnlyMemory<byte> Bytes);
