namespace Hypernode.Content;

/// <summary>Content was refused; nothing was changed.</summary>
/// <param name="error">The one reason.</param>
/// <param name="message">What was seen and what to do.</param>
/// <param name="inner">The cause below, if any.</param>
public sealed class ContentException(ContentError error, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The one reason, stable across versions.</summary>
    public ContentError Error { get; } = error;
}
