using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hypernode.Worker.Leases;

/// <summary>One durable step of a run.</summary>
/// <param name="Sequence">Position from 0, without gaps.</param>
/// <param name="AtMilliseconds">Unix milliseconds of the write.</param>
/// <param name="Phase">The phase entered.</param>
/// <param name="Data">What later phases need; absent for none.</param>
public sealed record JournalEntry(long Sequence, long AtMilliseconds, RunPhase Phase, JsonElement? Data)
{
    /// <summary>When it was written.</summary>
    [JsonIgnore]
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(AtMilliseconds);
}
