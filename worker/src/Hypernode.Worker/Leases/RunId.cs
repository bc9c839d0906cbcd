using System.Globalization;
using Hypernode.Solana.Addresses;

namespace Hypernode.Worker.Leases;

/// <summary>One attempt at one job by one node.</summary>
/// <param name="Job">The job account.</param>
/// <param name="PostedSlot">Slot it was posted in, since an id can return.</param>
/// <param name="Attempt">1..3.</param>
/// <param name="Node">The node account.</param>
public sealed record RunId(Address Job, ulong PostedSlot, int Attempt, Address Node)
{
    private const int NodeCharacters = 8;

    /// <summary>
    /// Name of the run's container, cgroup and folder: letters, digits and hyphens. Workers of several nodes on one host want the same
    /// attempt, and who loses it removes what bears its own name: so the name tells them apart.
    /// </summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"hn-{Job}-{PostedSlot}-{Attempt}-{Node.ToString()[..NodeCharacters]}");
}
