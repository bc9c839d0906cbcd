using System.Globalization;
using Hypernode.Client.Primitives;

namespace Hypernode.Cli.Terminal;

/// <summary>Lamports as people read them.</summary>
internal static class SolText
{
    private const decimal LamportsPerSol = 1_000_000_000;

    /// <summary>SOL with only the decimals that are not zero: <c>0.000005 SOL</c>.</summary>
    public static string Of(Lamports lamports) =>
        string.Create(CultureInfo.InvariantCulture, $"{(lamports.Value / LamportsPerSol).ToString("0.#########", CultureInfo.InvariantCulture)} SOL");
}
