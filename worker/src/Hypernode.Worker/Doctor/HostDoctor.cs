using System.Runtime.InteropServices;
using Hypernode.Content.Stores;
using Hypernode.Hosting.Options;
using Hypernode.Protocol.Networks;
using Hypernode.Solana.Keys;
using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Doctor;

/// <summary>Checks what a worker needs before it starts, and says what to do about each thing that is missing.</summary>
public static class HostDoctor
{
    private const long GibBytes = 1L << 30;

    /// <summary>Runs every check; a failing one never hides another. Without a configured node it checks the machine alone.</summary>
    public static async Task<IReadOnlyList<Prerequisite>> ExamineAsync(WorkerOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        List<Prerequisite> found =
        [
            Check("libcrypto", () =>
            {
                var handle = NativeLibrary.Load("libcrypto.so.3");
                NativeLibrary.Free(handle);
                return "libcrypto.so.3";
            }, "Install OpenSSL 3 (Debian, Ubuntu: apt-get install libssl3)."),
            Check("network", () => NetworkEndpoints.Discover(options.EndpointsFile.Length > 0 ? options.EndpointsFile : null).Rpc.ToString(), "Name the endpoints file of your network; 'make up' starts a local one."),
        ];
        if (options.StateFolder.Length == 0)
        {
            var folder = Directory.CreateTempSubdirectory("hypernode-doctor-");
            try
            {
                var machine = new WorkerOptions { StateFolder = folder.FullName, AllowSandbox = true, DiskFloorGib = options.DiskFloorGib };
                found.Add(Disk(machine));
                found.Add(await ExecutorAsync(machine, time, cancellationToken));
            }
            finally
            {
                folder.Delete(recursive: true);
            }

            return found;
        }

        found.Add(Check("options", () =>
        {
            WorkerOptionsValidator.Validate(options);
            return "complete";
        }, "Correct the options named."));
        found.Add(Check("operator key", () =>
        {
            using var key = KeyFile.Load(options.OperatorKeyFile);
            return key.Address.ToString();
        }, "Make one with 'hypernode node init', mode 0600."));
        found.Add(Disk(options));
        found.Add(await ExecutorAsync(options, time, cancellationToken));
        return found;
    }

    private static async Task<Prerequisite> ExecutorAsync(WorkerOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var store = new ContentStore(Path.Combine(options.StateFolder, "content"), time);
            var (executor, _) = await ExecutorChoice.OpenAsync(options, store, time, cancellationToken);
            return Prerequisite.Met("executor", executor.IsolationClass);
        }
        catch (Exception e) when (e is ExecutionException or IOException or UnauthorizedAccessException)
        {
            return Prerequisite.Missing("executor", e.Message, "Do what is named, or choose another executor.");
        }
    }

    private static Prerequisite Disk(WorkerOptions options) => Check("disk", () =>
    {
        var folder = Path.GetFullPath(options.StateFolder);
        Directory.CreateDirectory(folder);
        var drive = new DriveInfo(folder);
        var floor = Math.Max(options.DiskFloorGib * GibBytes, drive.TotalSize / 10);
        return options.DiskFloorGib == 0 || drive.AvailableFreeSpace >= floor
            ? $"{drive.AvailableFreeSpace / GibBytes} GiB free"
            : throw new IOException($"{drive.AvailableFreeSpace / GibBytes} GiB free, {floor / GibBytes} GiB are the floor");
    }, "Free space, or lower DiskFloorGib.");

    private static Prerequisite Check(string name, Func<string> check, string remedy)
    {
        try
        {
            return Prerequisite.Met(name, check());
        }
        catch (Exception e) when (e is OptionsException or KeyFileException or NetworkException or IOException or DllNotFoundException or ArgumentException or UnauthorizedAccessException)
        {
            return Prerequisite.Missing(name, e.Message, remedy);
        }
    }
}
