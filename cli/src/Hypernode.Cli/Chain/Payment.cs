using Hypernode.Client.Primitives;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Chain;

/// <summary>HYPER that leaves the wallet with a transaction, as the user is told before signing.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Towards">Where it goes, such as "escrow of the job".</param>
/// <param name="From">Whose account pays; null = the wallet's.</param>
internal sealed record Payment(HyperAmount Amount, string Towards, Address? From = null)
{
    /// <summary>Above this the amount must be typed; `--yes` does not reach it.</summary>
    public static readonly HyperAmount MustBeTyped = HyperAmount.FromHyper(10_000);
}
