using System.Numerics;
using Hypernode.Client.Markets;

namespace Hypernode.Localnet.Demo;

/// <summary>
/// How the price of a completed job without orchestrator, royalty and credit is divided, worked out with whole numbers of
/// any size from the job's own terms: what every balance is checked against.
/// </summary>
/// <param name="Price">Base units the run costs.</param>
/// <param name="Operator">Goes to the node's payout key; takes the remainder of each division.</param>
/// <param name="Fees">Goes to the fee vault: treasury, orchestrator's part, and incentive.</param>
/// <param name="Refund">Goes back to the funder.</param>
public sealed record Split(BigInteger Price, BigInteger Operator, BigInteger Fees, BigInteger Refund)
{
    private const int WholeBps = 10_000;

    /// <summary>The split of a job whose run was submitted and succeeded.</summary>
    public static Split Of(Job job)
    {
        var price = BigInteger.Min((BigInteger)job.PricePerSecond * job.MeteredSeconds, job.Cap);
        var fees = Part(price, job.TreasuryBps) + Part(price, job.IncentiveBps) + Part(price, job.OrchestratorBps);
        return new Split(price, price - fees, fees, job.Cap - price);
    }

    private static BigInteger Part(BigInteger price, ushort bps) => BigInteger.Divide(price * bps, WholeBps);
}
