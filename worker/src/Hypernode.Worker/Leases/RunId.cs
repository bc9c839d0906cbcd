using System.Globalization;
using Hypernode.Solana.Addresses;

namespace Hypernode.Worker.Leases;

/// <summary>One attempt at one job.</summary>
/// <param name="Job">The job account.</param>
/// <param name="PostedSlot">Slot it was posted in, since an id can return.</param>
/// <param name="Attempt">1..3.</param>
public sealed record RunId(Address Job, ulong PostedSlot, int Attempt)
{
    /// <summary>Name of the run's container and folder: letters, digits and hyphens.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"hn-{Job}-{PostedSlot}-{Attempt}");
}
