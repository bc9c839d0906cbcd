using System.Runtime.InteropServices;

namespace Hypernode.Worker.Execution.Sandbox;

/// <summary>The few calls of libc about users and processes the framework does not offer.</summary>
internal static partial class NativeProcess
{
    private const int SignalKill = 9;
    private const uint FirstOwnDescriptor = 3;
    private const int CloseOnExec = 4;

    /// <summary>Effective user id of this process; 0 = root.</summary>
    public static uint UserId => GetEffectiveUserId();

    /// <summary>Kills a process; one that is gone is fine.</summary>
    public static void Kill(int processId) => _ = SendSignal(processId, SignalKill);

    /// <summary>Gives a folder to another user.</summary>
    /// <exception cref="IOException">The kernel refused.</exception>
    public static void ChangeOwner(string path, uint userId)
    {
        if (ChangeOwnerCore(path, userId, userId) != 0)
        {
            throw new IOException($"Cannot give {path} to user {userId}: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    /// <summary>Blocks this thread: only for the kernel to finish what it was told, where nothing can be awaited.</summary>
    public static void Pause(TimeSpan time)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(time);
    }

    /// <summary>
    /// Keeps every descriptor this process inherited out of the programs it starts: one of them in a hostile container would be a way out.
    /// </summary>
    public static void SealDescriptors() => _ = CloseRange(FirstOwnDescriptor, uint.MaxValue, CloseOnExec);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "close_range", SetLastError = true)]
    private static partial int CloseRange(uint first, uint last, int flags);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwnerCore(string path, uint userId, uint groupId);
}
