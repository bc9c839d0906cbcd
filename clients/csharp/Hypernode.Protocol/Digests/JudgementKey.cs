using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Digests;

/// <summary>One validator in one round of a challenge: what a promised verdict binds.</summary>
/// <param name="Genesis">Genesis hash in the Config of markets.</param>
/// <param name="MarketsProgram">The markets program.</param>
/// <param name="Job">The challenged job.</param>
/// <param name="PostedSlot">Slot of its post.</param>
/// <param name="Round">Round of the challenge, 1 or 2.</param>
/// <param name="Validator">Owner of the validator.</param>
public sealed record JudgementKey(Hash Genesis, Address MarketsProgram, Address Job, ulong PostedSlot, byte Round, Address Validator);
