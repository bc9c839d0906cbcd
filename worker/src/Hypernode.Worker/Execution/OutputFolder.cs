using Hypernode.Content.Bundles;

namespace Hypernode.Worker.Execution;

/// <summary>Looks at a run's <c>/out</c> while the run may still write to it. Follows no link and opens nothing.</summary>
public static class OutputFolder
{
    private static readonly EnumerationOptions Flat = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <summary>
    /// Whether the folder holds more bytes on disk or more entries than allowed, or a name that hides its size: one that is no UTF-8 or too
    /// long to be examined. Collecting would refuse such a name anyway.
    /// </summary>
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
                    // What is no UTF-8 is spelled with replacement characters, under which the kernel finds nothing.
                    var isHidden = Path.GetFileName(path).Contains('\uFFFD', StringComparison.Ordinal);
                    if (isHidden || ++entries > limits.OutputFiles || (FileStatus.Read(path) is { } status && (bytes += Weigh(status, path, pending)) > limits.OutputBytes))
                    {
                        return true;
                    }
                }
            }
            catch (PathTooLongException)
            {
                return true;
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
