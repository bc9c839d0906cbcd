namespace Hypernode.Worker.Leases;

/// <summary>Places of one run on disk.</summary>
/// <param name="Root">The run's own folder: it holds the journal.</param>
public sealed record RunFolder(string Root)
{
    public string Input => Path.Combine(Root, "in");

    public string Output => Path.Combine(Root, "out");

    /// <summary>Log kept when the container had ended.</summary>
    public string Log => Path.Combine(Root, "log");

    /// <summary>Removes everything but the journal.</summary>
    public void Clear()
    {
        foreach (var folder in (string[])[Input, Output])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        File.Delete(Log);
    }
}
