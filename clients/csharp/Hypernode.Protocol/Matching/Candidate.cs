using Hypernode.Client.Registry;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Matching;

/// <summary>A node with what its siblings say about it.</summary>
/// <param name="Address">Address of the node's account.</param>
/// <param name="Node">The account.</param>
/// <param name="Tier">Tier of its reputation.</param>
/// <param name="Pledged">What is pledged to it, base units.</param>
public sealed record Candidate(Address Address, Node Node, Tier Tier, ulong Pledged);
