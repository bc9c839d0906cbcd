using Hypernode.Client.Primitives;

namespace Hypernode.Cli.Commands;

/// <summary>Reads what users type; what cannot be read exits with 2 and says how to write it.</summary>
internal static class Parsing
{
    public static Solana.Addresses.Address Address(string text) =>
        Solana.Addresses.Address.TryParse(text, out var address)
            ? address
            : throw new CliException(ExitCode.Usage, $"'{text}' is not an address", "an address is 32 bytes in base58, 32 to 44 characters");

    public static HyperAmount Amount(string text) =>
        HyperAmount.TryParse(text, out var amount)
            ? amount
            : throw new CliException(ExitCode.Usage, $"'{text}' is not an amount of HYPER", "write 1.5 for HYPER with at most 6 decimals, or 1500000u for base units");
}
