using System.Text.Json.Serialization;

namespace Hypernode.Docker.Images;

/// <summary>One line of a pull or import stream. The status is 200 even when the work fails; the failure is a line.</summary>
internal sealed record ProgressLine(
    [property: JsonPropertyName("error")] string? Error = null);
