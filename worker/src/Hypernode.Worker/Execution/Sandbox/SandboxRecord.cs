using System.Text.Json;

namespace Hypernode.Worker.Execution.Sandbox;

/// <summary>What a created sandbox will be started with, kept on disk so that it survives the worker.</summary>
internal sealed record SandboxRecord(
    string ImageFolder,
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Environment,
    string InputFolder,
    string OutputFolder,
    RunLimits Limits,
    IReadOnlyDictionary<string, string> Labels)
{
    public const string FileName = "sandbox.json";

    public static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static SandboxRecord From(RunRequest request, string imageFolder) =>
        new(imageFolder, request.Command, request.Environment, request.InputFolder, request.OutputFolder, request.Limits, request.Labels);

    public static SandboxRecord Read(string folder) =>
        JsonSerializer.Deserialize<SandboxRecord>(File.ReadAllBytes(Path.Combine(folder, FileName)), Json)
            ?? throw new InvalidDataException($"{folder} holds an empty record.");
}
