using System.Formats.Tar;
using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;

namespace Hypernode.Worker.Tests.Execution;

/// <summary>A root file system of one static busybox, with a set-id copy of it for the hostile suite.</summary>
internal static class TestRootfs
{
    private const string Busybox = "/bin/busybox";

    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static readonly string[] Applets = ["sh", "cat", "ls", "id", "dd", "tail", "sleep", "sort", "seq", "yes", "head", "ln", "touch", "mount", "ping", "stat", "wc", "true", "mkdir", "nslookup", "unshare", "nc", "env", "expr", "sha256sum", "mknod", "chmod", "cp", "arping", "tr"];

    public static async Task<ContentId> PutAsync(ContentStore store)
    {
        if (!File.Exists(Busybox))
        {
            Assert.Fail("busybox is missing: apt-get install busybox-static.");
        }

        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.Directory, "bin/") { Mode = Executable });
            await writer.WriteEntryAsync(FileEntry("bin/busybox", Executable));
            await writer.WriteEntryAsync(FileEntry("bin/busybox-setid", Executable | UnixFileMode.SetUser | UnixFileMode.SetGroup));
            foreach (var applet in Applets)
            {
                await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.SymbolicLink, "bin/" + applet) { LinkName = "busybox" });
            }
        }

        tar.Position = 0;
        return await store.PutAsync(tar, Manifest.BundleMime, CancellationToken.None);
    }

    private static UstarTarEntry FileEntry(string name, UnixFileMode mode) =>
        new(TarEntryType.RegularFile, name) { Mode = mode, DataStream = new MemoryStream(File.ReadAllBytes(Busybox)) };
}
