namespace Hypernode.IdlGen.Reading;

/// <summary>An IDL that is refused; nothing was written.</summary>
/// <param name="fault">Why.</param>
/// <param name="path">JSON path of the node, from <c>$</c>.</param>
/// <param name="message">What is wrong there.</param>
public sealed class IdlException(IdlFault fault, string path, string message)
    : Exception($"{path}: {message} ({fault})")
{
    /// <summary>Why it is refused.</summary>
    public IdlFault Fault { get; } = fault;

    /// <summary>JSON path of the node, from <c>$</c>.</summary>
    public string Path { get; } = path;
}
