using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Digests;

/// <summary>Which run a digest speaks of.</summary>
/// <param name="Genesis">Genesis hash in the Config of markets.</param>
/// <param name="MarketsProgram">Id of the markets program.</param>
/// <param name="Job">The job's address.</param>
/// <param name="PostedSlot">Slot in which it was posted.</param>
/// <param name="Node">The node of the attempt.</param>
/// <param name="Attempt">Attempt, from 1.</param>
public sealed record RunKey(Hash Genesis, Address MarketsProgram, Address Job, ulong PostedSlot, Address Node, byte Attempt);

/// <summary>What a result binds beside the run.</summary>
/// <param name="Image">Image digest of the job.</param>
/// <param name="Input">Input digest of the job.</param>
/// <param name="Spec">Spec digest of the job.</param>
/// <param name="Result">Result digest as submitted.</param>
/// <param name="Logs">Digest of the log.</param>
/// <param name="ExitCode">Exit code as submitted.</param>
/// <param name="OutputBytes">Sum of the output files.</param>
/// <param name="MeteredSeconds">Seconds billed, after clamping.</param>
public sealed record ResultFields(
    byte[] Image, byte[] Input, byte[] Spec, byte[] Result, byte[] Logs, int ExitCode, ulong OutputBytes, uint MeteredSeconds);
