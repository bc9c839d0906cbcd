using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hypernode.TestKit.Networks;

/// <summary>Signals to processes a test has started.</summary>
public static partial class Signals
{
    private const int Kill = 9;
    private const int Term = 15;

    /// <summary>Asks a process to end (SIGTERM).</summary>
    public static void Terminate(Process process) => Send(process, Term);

    /// <summary>Ends a process at once (SIGKILL); its children live on, as after a crash.</summary>
    public static void Crash(Process process) => Send(process, Kill);

    private static void Send(Process process, int signal)
    {
        if (!process.HasExited)
        {
            // A process that has ended in between is what was wanted.
            _ = SendSignal(process.Id, signal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);
}
