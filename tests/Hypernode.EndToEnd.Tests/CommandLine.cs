using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Hypernode.Crypto.Ed25519;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Solana.Keys;
using Hypernode.TestKit;
using Hypernode.TestKit.Documents;

namespace Hypernode.EndToEnd.Tests;

/// <summary>The built command line as its users run it: a process of its own, without a terminal, on a profile of the test's own.</summary>
internal sealed class CommandLine : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("hypernode-profile-").FullName;
    private readonly string _endpoints;

    public CommandLine(string endpoints) => _endpoints = endpoints;

    /// <summary>A folder for files of the test.</summary>
    public string Folder => _home;

    /// <summary>Path of a key file of a seeded actor.</summary>
    public string Wallet(string actor)
    {
        var path = Path.Combine(_home, $"{actor}.json");
        if (!File.Exists(path))
        {
            using var keyPair = Ed25519KeyPair.FromSeed(LocalKeys.Seed(actor));
            KeyFile.Create(path, keyPair);
        }

        return path;
    }

    /// <summary>Runs a command with the wallet of an actor and expects success; the result is its document.</summary>
    public async Task<JsonElement> DoAsync(string actor, params string[] arguments)
    {
        // What stands behind -- belongs to the job.
        var end = Array.IndexOf(arguments, "--") is >= 0 and var at ? at : arguments.Length;
        var run = await RunAsync(actor, [.. arguments[..end], "--yes", "--json", .. arguments[end..]]);
        Assert.That(run.ExitCode, Is.Zero, $"{string.Join(' ', arguments)}{Environment.NewLine}{run.Error}");
        Assert.That(DocumentShape.Difference(run.Json), Is.Null);
        return run.Json;
    }

    /// <summary>Runs a command and expects an exit code and nothing on standard output; the result is what it said.</summary>
    public async Task<string> RefusedAsync(int exitCode, string actor, params string[] arguments)
    {
        var run = await RunAsync(actor, arguments);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(exitCode), $"{string.Join(' ', arguments)}{Environment.NewLine}{run.Error}");
            Assert.That(run.Output, Is.Empty);
        });
        return run.Error;
    }

    /// <summary>Runs a command with the wallet of an actor.</summary>
    public Task<Run> RunAsync(string actor, params string[] arguments) => RunAsync(actor, "", ["dotnet", Program(), .. arguments]);

    /// <summary>Runs a command at a terminal at which a text is typed; the terminal mixes both streams.</summary>
    public async Task<Run> TypeAsync(string actor, string typed, params string[] arguments)
    {
        // script(1) makes the pseudo-terminal; -e passes the command's exit code on.
        var line = string.Join(' ', ((string[])["dotnet", Program(), .. arguments]).Select(word => $"'{word}'"));
        return await RunAsync(actor, typed + "\n", ["script", "-qec", line, "/dev/null"]);
    }

    /// <summary>Runs a command up to its signature, lets something happen and interrupts it.</summary>
    public async Task<Run> InterruptAsync(string actor, Func<Task> between, params string[] arguments)
    {
        using var process = Start(actor, ["dotnet", Program(), .. arguments]);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = new StringBuilder();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            error.AppendLine(line);
            if (line.Contains("waiting for confirmation", StringComparison.Ordinal))
            {
                await between();
                ProcessSignals.Interrupt(process.Id);
            }
        }

        await process.WaitForExitAsync();
        return new Run(process.ExitCode, await output, error.ToString());
    }

    private async Task<Run> RunAsync(string actor, string input, string[] command)
    {
        using var process = Start(actor, command);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new Run(process.ExitCode, await output, await error);
    }

    private Process Start(string actor, string[] command)
    {
        var start = new ProcessStartInfo(command[0]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HYPERNODE_HOME"] = _home;
        start.Environment["HYPERNODE_ENDPOINTS"] = _endpoints;
        start.Environment["HYPERNODE_WALLET"] = Wallet(actor);
        return Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);

    private static string Program()
    {
        // Built beside these tests, so in the same configuration: bin/<configuration>/net10.0.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return Path.Combine(RepositoryFolder.Path, "cli/src/Hypernode.Cli/bin", configuration, "net10.0/hypernode.dll");
    }

    /// <summary>What a run left.</summary>
    internal sealed record Run(int ExitCode, string Output, string Error)
    {
        public JsonElement Json => JsonDocument.Parse(Output).RootElement;
    }
}
