using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Leases;

/// <summary>Written with <see cref="RunPhase.Selected"/>: which job and attempt this run is.</summary>
public sealed record SelectedRecord(string Job, int Attempt, ulong PostedSlot, string Genesis, string Node);

/// <summary>Written with <see cref="RunPhase.Created"/>: how often a container was made for this run.</summary>
public sealed record CreatedRecord(int Containers);

/// <summary>Written with <see cref="RunPhase.Running"/>: when the container is cut, in Unix seconds of the chain's clock.</summary>
public sealed record RunningRecord(long KillAt);

/// <summary>Written with <see cref="RunPhase.Exited"/>: how it ended, what the log lost, what it used (0 = not known).</summary>
public sealed record ExitedRecord(
    int ExitCode, ExitCause Cause, long StartedAtMilliseconds, long EndedAtMilliseconds, long LogBytesDropped, long PeakMemoryBytes, long CpuMillis);

/// <summary>Written with <see cref="RunPhase.Packaged"/>: from here on only this digest is ever submitted.</summary>
/// <param name="ResultDigest">64 hex digits; of a replica what it reveals in the end.</param>
/// <param name="Contents">Text ids of everything to deliver, outputs, log, core, report, result.</param>
/// <param name="LogsDigest">64 hex digits.</param>
/// <param name="ExitCode">As submitted.</param>
/// <param name="OutputBytes">As submitted.</param>
/// <param name="MeteredSeconds">As submitted.</param>
/// <param name="Salt">64 hex digits that open the commitment of a replica; absent for any other job.</param>
public sealed record PackagedRecord(
    string ResultDigest, IReadOnlyList<string> Contents, string LogsDigest, int ExitCode, ulong OutputBytes, uint MeteredSeconds, string? Salt = null);

/// <summary>Written with <see cref="RunPhase.Abandoned"/> and <see cref="RunPhase.Closed"/>.</summary>
/// <param name="Reason">Why, in a few words.</param>
/// <param name="MayPass">Whether nothing was accepted and the reason may pass, so that the attempt may be selected again.</param>
public sealed record EndRecord(string Reason, bool MayPass = false);
