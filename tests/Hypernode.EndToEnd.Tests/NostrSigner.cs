using System.Diagnostics;
using Hypernode.TestKit;

namespace Hypernode.EndToEnd.Tests;

/// <summary>Somebody with a Nostr key, in another implementation than ours.</summary>
internal static class NostrSigner
{
    /// <summary>The x-only public key in hexadecimal.</summary>
    public static Task<string> KeyAsync() => RunAsync("key");

    /// <summary>The event with its signature.</summary>
    public static Task<string> SignAsync(string unsigned) => RunAsync(unsigned);

    private static async Task<string> RunAsync(string argument)
    {
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = RepositoryFolder.Path };
        start.ArgumentList.Add(Path.Combine(RepositoryFolder.Path, "tests/Hypernode.EndToEnd.Tests/nostr/sign.mjs"));
        start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, await error);
        return await output;
    }
}
