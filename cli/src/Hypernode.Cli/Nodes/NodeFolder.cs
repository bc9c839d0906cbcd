using System.Text.Json;
using System.Text.Json.Nodes;
using Hypernode.Cli.Wallets;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Nodes;

/// <summary>One node of this machine: its hot key, its worker's configuration and state.</summary>
internal sealed class NodeFolder(string path)
{
    /// <summary>What a new hot key gets: fees of some 10,000 of its transactions.</summary>
    public const ulong OperatorLamports = 50_000_000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Hot key: it accepts and submits, and moves no money.</summary>
    public string OperatorKeyFile => System.IO.Path.Combine(Path, "operator.json");

    /// <summary>What the worker reads.</summary>
    public string ConfigurationFile => System.IO.Path.Combine(Path, "worker.json");

    public string StateFolder => System.IO.Path.Combine(Path, "state");

    public string ControlSocket => System.IO.Path.Combine(StateFolder, "control.sock");

    /// <summary>The folder of <c>--folder</c>, else <c>node</c> in the profile.</summary>
    public static NodeFolder Of(string? option) => new(option ?? System.IO.Path.Combine(WalletStore.ProfileFolder(), "node"));

    /// <summary>Refuses a folder that holds no node.</summary>
    public NodeFolder RequireInitialised() =>
        File.Exists(ConfigurationFile)
            ? this
            : throw new CliException(ExitCode.NotFound, $"there is no node in {Path}", "hypernode node init");

    /// <summary>The node account this folder's worker serves.</summary>
    public Address ReadNode()
    {
        var configuration = JsonNode.Parse(File.ReadAllBytes(RequireInitialised().ConfigurationFile));
        return Address.TryParse((string?)configuration?["Node"] ?? "", out var node)
            ? node
            : throw new CliException(ExitCode.Environment, $"{ConfigurationFile} names no node", "correct its member Node, or pass --node");
    }

    /// <summary>Writes the worker's configuration; a file that is there is never overwritten.</summary>
    public void WriteConfiguration(JsonObject configuration) =>
        PrivateFile.WriteNew(ConfigurationFile, JsonSerializer.SerializeToUtf8Bytes(configuration, Indented));
}
