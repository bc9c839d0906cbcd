using Hypernode.Client.Wire;
using Hypernode.Solana.Addresses;

namespace Hypernode.Client.Events;

/// <summary>An event and its place in the transaction.</summary>
/// <param name="ProgramId">Program that reported it.</param>
/// <param name="InstructionIndex">Instruction of the transaction under which it was reported.</param>
/// <param name="InnerIndex">Place among the inner instructions there.</param>
/// <param name="Event">What was reported.</param>
public sealed record EmittedEvent(Address ProgramId, int InstructionIndex, int InnerIndex, IProgramEvent Event);
