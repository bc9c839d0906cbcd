using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Decoding;

/// <summary>What a transaction does to one account.</summary>
/// <param name="Address">The account.</param>
/// <param name="What">What it is, such as <c>staking Position</c>.</param>
/// <param name="Nature">Whether it comes, changes or goes.</param>
/// <param name="Changes">Its values; empty where its layout is not ours.</param>
internal sealed record AccountEffect(Address Address, string What, EffectNature Nature, IReadOnlyList<FieldChange> Changes);

/// <summary>What becomes of an account.</summary>
internal enum EffectNature
{
    Created = 1,
    Changed = 2,
    Closed = 3,
}
