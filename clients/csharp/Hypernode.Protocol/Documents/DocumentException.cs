namespace Hypernode.Protocol.Documents;

/// <summary>A specification or a result that is refused; nothing of it was used.</summary>
/// <param name="fault">Why.</param>
/// <param name="path">Where, from <c>$</c>.</param>
/// <param name="message">What is wrong there and what would be right.</param>
/// <param name="inner">The failure below.</param>
public sealed class DocumentException(DocumentFault fault, string path, string message, Exception? inner = null)
    : Exception($"{path}: {message}", inner)
{
    /// <summary>Why it is refused.</summary>
    public DocumentFault Fault { get; } = fault;

    /// <summary>Where, from <c>$</c>.</summary>
    public string Path { get; } = path;
}
