namespace Hypernode.Worker.Chain;

/// <summary>A program refused a transaction; nothing changed.</summary>
/// <param name="name">Name of its error.</param>
/// <param name="code">Code of its error.</param>
/// <param name="inner">The failure below.</param>
public sealed class ChainRefusedException(string name, long code, Exception? inner = null) : Exception($"The program refused: {name} ({code}).", inner)
{
    public string Name { get; } = name;

    public long Code { get; } = code;
}
