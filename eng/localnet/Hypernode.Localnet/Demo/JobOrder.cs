using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;

namespace Hypernode.Localnet.Demo;

/// <summary>Where and for how much a job is posted.</summary>
/// <param name="Market">The market account.</param>
/// <param name="Requirements">What the job needs beyond the market's.</param>
/// <param name="PricePerSecond">Base units per second.</param>
/// <param name="Preferred">Nodes that may accept before their tier's turn, at most three.</param>
public sealed record JobOrder(Address Market, Requirements Requirements, ulong PricePerSecond, IReadOnlyList<Address> Preferred)
{
    /// <summary>Group a node must belong to; default = none.</summary>
    public Address Group { get; init; }
}
