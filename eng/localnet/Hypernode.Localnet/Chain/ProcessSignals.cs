using System.Runtime.InteropServices;

namespace Hypernode.Localnet.Chain;

/// <summary>Signals to processes this one has started.</summary>
public static partial class ProcessSignals
{
    private const int Int = 2;
    private const int Kill = 9;
    private const int Term = 15;

    /// <summary>Asks a process to end (SIGTERM). One that has ended already is fine.</summary>
    public static void Terminate(int processId) => _ = SendSignal(processId, Term);

    /// <summary>Interrupts a process as its user does (SIGINT).</summary>
    public static void Interrupt(int processId) => _ = SendSignal(processId, Int);

    /// <summary>Ends a process at once (SIGKILL); its children live on, as after a crash.</summary>
    public static void Crash(int processId) => _ = SendSignal(processId, Kill);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);
}
