using Hypernode.Client.Primitives;
using Hypernode.Solana.Addresses;

namespace Hypernode.Client.Queries;

/// <summary>A decoded account and where and when it was read.</summary>
/// <param name="Address">The account.</param>
/// <param name="Value">Its data.</param>
/// <param name="Lamports">Its balance: the rent that its closing returns.</param>
/// <param name="Slot">Slot of the state that was read.</param>
public sealed record ChainAccount<T>(Address Address, T Value, Lamports Lamports, Slot Slot);
