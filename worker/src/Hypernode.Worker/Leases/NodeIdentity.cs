using Hypernode.Solana.Addresses;

namespace Hypernode.Worker.Leases;

/// <summary>Who this worker is, on which chain.</summary>
/// <param name="Node">The node account.</param>
/// <param name="Operator">The hot key's address.</param>
/// <param name="Genesis">Genesis hash in base58.</param>
/// <param name="MarketsProgram">Id of the markets program there.</param>
public sealed record NodeIdentity(Address Node, Address Operator, string Genesis, Address MarketsProgram);
