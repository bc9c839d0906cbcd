using System.ComponentModel;
using System.Diagnostics;

namespace Hypernode.Solana.Tests.Fixtures;

/// <summary>Runs Node.js scripts of the repository; a missing Node or package fails the test with its remedy.</summary>
internal static class NodeProcess
{
    /// <summary>Runs a script to its end and returns its standard output.</summary>
    public static async Task<string> RunAsync(string script, string input, params string[] arguments)
    {
        using var process = Start(script, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, $"{script} failed. {await errors}");
        return await output;
    }

    /// <summary>Starts a script that keeps running.</summary>
    public static Process Start(string script, params string[] arguments)
    {
        if (!Directory.Exists(Repository.File("node_modules")))
        {
            throw new InvalidOperationException("node_modules is missing: run `npm ci` in the repository.");
        }

        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("Node.js is missing: install version 20 or later.", e);
        }
    }
}
