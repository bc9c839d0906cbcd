namespace Hypernode.Solana.Keys;

/// <summary>A key file that must not be used; the message names its path and the remedy, never its content.</summary>
public sealed class KeyFileException(string path, KeyFileFault fault)
    : Exception($"Key file {path}: {Explain(fault)}")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>What is wrong with it.</summary>
    public KeyFileFault Fault { get; } = fault;

    private static string Explain(KeyFileFault fault) => fault switch
    {
        KeyFileFault.Missing => "it does not exist. Create one with `hypernode wallet new`, or correct the path.",
        KeyFileFault.IsLink => "it is a symbolic link. Name the file itself.",
        KeyFileFault.NotAFile => "it is a directory. Name a key file.",
        KeyFileFault.OpenToOthers => "others may read or write it. Run chmod 600 on it, and replace the key if others had access.",
        KeyFileFault.NotReadable => "it cannot be read by this user. Give it to the user that runs Hypernode.",
        KeyFileFault.Malformed => "it does not hold a JSON array of exactly 64 numbers from 0 to 255. Restore it from its backup.",
        KeyFileFault.HalvesDiffer => "its public half does not belong to its private half. Restore it from its backup.",
        KeyFileFault.Exists => "it exists already and is never overwritten. Choose another path.",
        _ => "it cannot be used.",
    };
}
