using Hypernode.Content.Bundles;

namespace Hypernode.Worker.Execution;

/// <summary>Looks at a run's <c>/out</c> while the run may still write to it. Follows no link and opens nothing.</summary>
public static class OutputFolder
{
    private static readonly EnumerationOptions Flat = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <summary>Whether the folder holds more bytes on disk or more entries than allowed.</summary>
    public static bool IsOver(string folder, RunLimits limits)
    {
        long bytes = 0;
        var entries = 0;
        var pending = new Stack<string>([folder]);
        while (pending.TryPop(out var current))
        {
            try
            {
                foreach (var path in Directory.EnumerateFileSystemEntries(current, "*", Flat))
                {
                    if (++entries > limits.OutputFiles || (FileStatus.Read(path) is { } status && (bytes += Weigh(status, path, pending)) > limits.OutputBytes))
                    {
                        return true;
                    }
                }
            }
            catch (IOException)
            {
                // A folder that vanished under us weighs nothing.
            }
        }

        return false;
    }

    private static long Weigh(FileStatus status, string path, Stack<string> pending)
    {
        if (status.Kind == FileKind.Folder)
        {
            pending.Push(path);
        }

        return status.AllocatedBytes;
    }
}
