using System.Globalization;
using System.Text;

namespace Hypernode.Worker.Leases;

/// <summary>Held while a worker uses a state folder, so that a second one cannot. The kernel releases it with the process.</summary>
public sealed class WorkerLock : IDisposable
{
    private const string FileName = "worker.lock";

    private readonly FileStream _file;

    private WorkerLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="WorkerRunningException">Another worker holds it.</exception>
    public static WorkerLock Take(string stateFolder)
    {
        Directory.CreateDirectory(stateFolder);
        var path = Path.Combine(stateFolder, FileName);
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new WorkerLock(file);
        }
        catch (IOException e)
        {
            throw new WorkerRunningException(stateFolder, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
