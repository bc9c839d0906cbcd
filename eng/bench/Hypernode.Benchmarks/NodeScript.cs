using System.ComponentModel;
using System.Diagnostics;

namespace Hypernode.Benchmarks;

/// <summary>Starts a Node.js script of the repository.</summary>
internal static class NodeScript
{
    public static Process Start(string root, params string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(root, "node_modules")))
        {
            throw new InvalidOperationException("node_modules is missing: run `npm ci` in the repository.");
        }

        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
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
