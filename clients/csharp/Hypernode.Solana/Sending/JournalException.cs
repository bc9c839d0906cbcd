namespace Hypernode.Solana.Sending;

/// <summary>A journal file that cannot be used; the message names the file and the remedy.</summary>
public sealed class JournalException(string path, string message, Exception? inner = null) : Exception($"Send journal {path}: {message}", inner)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
