using Hypernode.Localnet.Chain;

namespace Hypernode.Localnet.Seeding;

/// <summary>One part of the seed state. Applying it again changes nothing.</summary>
internal interface ISeedStep
{
    /// <summary>A few words for the progress line.</summary>
    string Name { get; }

    /// <summary>Sends the transactions whose effect is not there yet.</summary>
    Task ApplyAsync(LocalChain chain, CancellationToken cancellationToken);
}
