using System.Text.Json.Serialization;
using Hypernode.Docker.Containers;
using Hypernode.Docker.Images;

namespace Hypernode.Docker.Transport;

/// <summary>Generated readers and writers of the engine's JSON. A member without a default that the engine leaves out is no answer.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ErrorMessage))]
[JsonSerializable(typeof(EngineVersion))]
[JsonSerializable(typeof(EngineInfo))]
[JsonSerializable(typeof(ImageInspection))]
[JsonSerializable(typeof(ProgressLine))]
[JsonSerializable(typeof(ContainerSpec))]
[JsonSerializable(typeof(ContainerInspection))]
[JsonSerializable(typeof(ContainerSummary[]))]
[JsonSerializable(typeof(WaitResult))]
[JsonSerializable(typeof(Dictionary<string, string[]>))]
internal sealed partial class DockerJson : JsonSerializerContext;

internal sealed record ErrorMessage([property: JsonPropertyName("message")] string? Message = null);
