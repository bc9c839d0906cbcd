namespace Hypernode.Worker.Leases;

/// <summary>A journal holds something no crash can leave behind. The run is quarantined: nobody but a person may decide what it did.</summary>
/// <param name="path">The journal.</param>
/// <param name="line">First damaged line, from 1.</param>
/// <param name="reason">What is wrong with it.</param>
public sealed class JournalDamagedException(string path, int line, string reason)
    : Exception($"Journal {path} is damaged at line {line}: {reason}. Check the disk, then move the run's folder away.")
{
    public string Path { get; } = path;

    public int Line { get; } = line;
}
