using System.Globalization;
using System.Text;

namespace Hypernode.Worker.Leases;

/// <summary>Held while a worker uses a state folder, so that a second one cannot. The kernel releases it with the process.</summary>
public sealed class WorkerLock : IDisposable
{
    private const string FileName = "worker.lock";

    /// <summary>EWOULDBLOCK of Linux: another process has the file open.</summary>
    private const int IsHeld = 11;

    private readonly FileStream _file;

    private WorkerLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="WorkerRunningException">Another worker holds it.</exception>
    /// <exception cref="StateFolderException">The folder cannot be made or written to.</exception>
    public static WorkerLock Take(string stateFolder)
    {
        try
        {
            Directory.CreateDirectory(stateFolder);
            var file = new FileStream(Path.Combine(stateFolder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new WorkerLock(file);
        }
        catch (IOException e) when (e.HResult == IsHeld)
        {
            throw new WorkerRunningException(stateFolder, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StateFolderException(stateFolder, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
