using System.Globalization;
using System.Numerics;
using Hypernode.Localnet.Demo;

namespace Hypernode.Localnet.Report;

/// <summary>Prints what a demo showed.</summary>
public sealed class DemoReport(TextWriter output, Ink ink)
{
    /// <summary>Goal for the compute units of a job's life without closing.</summary>
    public const ulong UnitsGoal = 60_000;

    /// <summary>Goal for the fees of a job's life without closing.</summary>
    public const ulong FeeGoalLamports = 25_000;

    /// <summary>Writes life, balances and result.</summary>
    public void Write(DemoOutcome outcome)
    {
        WriteLife(outcome.Life);
        WriteBalances(outcome.Changes);
        WriteResult(outcome);
    }

    private void WriteLife(IReadOnlyList<LifeStep> life)
    {
        output.WriteLine();
        output.WriteLine(ink.Heading("Life of the job"));
        var table = new TextTable("step", "slot", "compute units", "fee lamports", "signature");
        foreach (var step in life)
        {
            table.Add(step.Step, Number(step.Slot), Number(step.Units), Number(step.FeeLamports), step.Signature.ToString());
        }

        table.Write(output);
        var lived = life.Where(step => !string.Equals(step.Step, "close_job", StringComparison.Ordinal)).ToList();
        WriteGoal("compute units from post to settle", lived.Aggregate(0UL, (sum, step) => sum + step.Units), UnitsGoal);
        WriteGoal("lamports of fees from post to settle", lived.Aggregate(0UL, (sum, step) => sum + step.FeeLamports), FeeGoalLamports);
    }

    private void WriteGoal(string what, ulong actual, ulong goal)
    {
        var verdict = actual <= goal ? ink.Good("within") : ink.Bad("above");
        output.WriteLine($"{Number(actual)} {what}: {verdict} the goal of {Number(goal)}");
    }

    private void WriteBalances(IReadOnlyList<BalanceChange> changes)
    {
        output.WriteLine();
        output.WriteLine(ink.Heading("Balances"));
        var table = new TextTable("balance", "unit", "before", "after", "change", "expected", "exact");
        foreach (var change in changes)
        {
            table.Add(
                change.Balance.Name,
                change.Balance.Unit == BalanceUnit.Hyper ? "10^-6 HYPER" : "lamports",
                Number(change.Before),
                Number(change.After),
                Signed(change.Actual),
                Signed(change.Expected),
                change.IsExact ? "yes" : "NO");
        }

        table.Write(output);
    }

    private void WriteResult(DemoOutcome outcome)
    {
        output.WriteLine();
        output.WriteLine(ink.Heading("Result"));
        output.WriteLine($"digest     {Convert.ToHexStringLower(outcome.Result.Digest)} (recomputed from the download, equal to the chain's)");
        output.WriteLine($"outputs    {outcome.Result.Folder}");
        output.WriteLine($"isolation  {outcome.Result.Report.Isolation}");
        output.WriteLine(outcome.OutputIsTrue ? ink.Good("the output equals the one worked out here") : ink.Bad("the output is not the one worked out here"));
        output.WriteLine(outcome.IsExact ? ink.Good("every balance is exact") : ink.Bad("NOT every balance is exact"));
    }

    private static string Number(BigInteger value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Signed(BigInteger value) => value.Sign > 0 ? $"+{Number(value)}" : Number(value);
}
