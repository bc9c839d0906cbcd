using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Recipes;

/// <summary>A session under which a key stands in for a requester; what it spends, its owner approved it for as delegate.</summary>
/// <param name="Session">The session's account.</param>
/// <param name="Owner">Whom it stands in for.</param>
public sealed record SessionKey(Address Session, Address Owner);
