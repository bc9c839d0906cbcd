using System.Diagnostics;

namespace Hypernode.Localnet.Demo;

/// <summary>Makes the root file system of local jobs from the distribution's busybox.</summary>
public static class RootFileSystem
{
    /// <summary>Writes the tar.</summary>
    /// <param name="repository">Root of the repository.</param>
    /// <param name="tar">Where it is written.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="MissingPrerequisiteException">Busybox or Node.js is missing.</exception>
    public static async Task BuildAsync(string repository, string tar, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(repository, "eng/rootfs/build.mjs"));
        start.ArgumentList.Add(tar);
        using var process = Process.Start(start) ?? throw new MissingPrerequisiteException("node did not start");
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await output;
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new MissingPrerequisiteException(errors.Trim());
        }
    }
}
