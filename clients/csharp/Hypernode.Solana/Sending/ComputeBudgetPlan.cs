using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Sending;

/// <summary>Compute budget and price of one transaction, worked out from its simulation.</summary>
/// <param name="UnitLimit">Compute units.</param>
/// <param name="DataLimit">Bytes of account data; null = the chain's default.</param>
/// <param name="PriceMicroLamports">Micro-lamports for each unit of the limit.</param>
internal sealed record ComputeBudgetPlan(uint UnitLimit, uint? DataLimit, ulong PriceMicroLamports)
{
    /// <summary>Lamports for each signature.</summary>
    public const ulong LamportsPerSignature = 5_000;

    /// <summary>Budget to simulate with: as much as the chain allows, at no price.</summary>
    public static readonly ComputeBudgetPlan Simulation = new(ComputeBudget.MaxUnits, MaxLoadedData, 0);

    private const uint MaxLoadedData = 64 * 1024 * 1024;
    private const uint DataPage = 32 * 1024;
    private const ulong MicroLamports = 1_000_000;

    /// <summary>Units with a tenth and 300 to spare; data in whole pages of 32 KiB; the price within the cap.</summary>
    /// <exception cref="FeeCapException">The base fee alone is above the cap.</exception>
    public static ComputeBudgetPlan From(SimulationResult simulation, ulong priceMicroLamports, int signatures, ulong maxFeeLamports)
    {
        var baseFee = (ulong)signatures * LamportsPerSignature;
        if (baseFee > maxFeeLamports)
        {
            throw new FeeCapException(baseFee, maxFeeLamports);
        }

        var limit = simulation.UnitsConsumed is { } units ? LimitFor(units) : ComputeBudget.MaxUnits;
        var data = simulation.LoadedAccountsDataBytes is { } used and > 0 ? Math.Min(((used - 1) / DataPage * DataPage) + DataPage, MaxLoadedData) : (uint?)null;
        return new ComputeBudgetPlan(limit, data, Math.Min(priceMicroLamports, HighestPrice(maxFeeLamports - baseFee, limit)));
    }

    /// <summary>The price three quarters of recent slots stayed at or below; the floor when there are none.</summary>
    public static ulong TypicalPrice(IReadOnlyList<PrioritizationFee> fees, ulong floor)
    {
        if (fees.Count == 0)
        {
            return floor;
        }

        ulong[] prices = [.. fees.Select(f => f.MicroLamportsPerUnit).Order()];
        return Math.Max(floor, prices[(int)Math.Ceiling(0.75 * prices.Length) - 1]);
    }

    public static bool IsBudget(Instruction instruction) => instruction.ProgramId == ProgramIds.ComputeBudget;

    /// <summary>The budget's instructions; a price of 0 needs none.</summary>
    public IEnumerable<Instruction> Instructions()
    {
        yield return ComputeBudget.SetUnitLimit(UnitLimit);
        if (DataLimit is { } data)
        {
            yield return ComputeBudget.SetLoadedAccountsDataLimit(data);
        }

        if (PriceMicroLamports > 0)
        {
            yield return ComputeBudget.SetUnitPrice(PriceMicroLamports);
        }
    }

    private static uint LimitFor(ulong units) => (uint)Math.Min(((units * 11) + 9) / 10 + 300, ComputeBudget.MaxUnits);

    // The chain charges ceil(limit x price / 10^6): floor(cap x 10^6 / limit) is the highest price within the cap.
    private static ulong HighestPrice(ulong lamports, uint limit) =>
        (ulong)UInt128.Min((UInt128)lamports * MicroLamports / limit, ulong.MaxValue);
}
