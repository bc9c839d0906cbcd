using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>State of an account.</summary>
/// <param name="Owner">Program that may change it.</param>
/// <param name="Lamports">Balance.</param>
/// <param name="Executable">It is a program.</param>
/// <param name="RentEpoch">Epoch in which rent is next due; 2^64 - 1 = exempt.</param>
/// <param name="Data">Its data, or the slice asked for.</param>
/// <param name="Space">Bytes of its whole data; null when the node did not say.</param>
public sealed record AccountInfo(Address Owner, ulong Lamports, bool Executable, ulong RentEpoch, ReadOnlyMemory<byte> Data, ulong? Space);
