using Hypernode.Client.Wire;
using Hypernode.Solana.Addresses;

namespace Hypernode.Client.Events;

/// <summary>Reads the event an inner instruction carries, as <c>DecodeSelfCall</c> of a program does; null when it carries none of that program.</summary>
/// <param name="callee">Program the instruction calls.</param>
/// <param name="firstAccount">Its first account; null when it has none.</param>
/// <param name="data">Its data.</param>
public delegate IProgramEvent? EventDecoder(Address callee, Address? firstAccount, ReadOnlySpan<byte> data);
