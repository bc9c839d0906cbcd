using System.Globalization;
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

    /// <summary>Days of a lock, as the program counts them.</summary>
    public static ushort LockDays(int days) =>
        days is > 0 and <= ushort.MaxValue ? (ushort)days : throw new CliException(ExitCode.Usage, $"{days} days are no lock", "ask for 14 to 365 days");

    /// <summary>An id of 16 bytes in hexadecimal.</summary>
    public static byte[] Id(string text)
    {
        const int length = 16;
        var id = new byte[length];
        return Convert.FromHexString(text, id, out var read, out var written) == System.Buffers.OperationStatus.Done && read == text.Length && written == length
            ? id
            : throw new CliException(ExitCode.Usage, $"'{text}' is not an id", "write 32 hexadecimal digits");
    }

    /// <summary>A digest of 32 bytes in hexadecimal.</summary>
    public static byte[] Digest(string text, string what)
    {
        try
        {
            return Convert.FromHexString(text) is { Length: 32 } digest
                ? digest
                : throw new CliException(ExitCode.Usage, $"'{text}' is not a {what}", "write 64 hexadecimal digits");
        }
        catch (FormatException e)
        {
            throw new CliException(ExitCode.Usage, $"'{text}' is not a {what}", "write 64 hexadecimal digits", e);
        }
    }

    /// <summary>A part of the whole: <c>12.5%</c>, or basis points as <c>1250</c>.</summary>
    public static ushort BasisPoints(string text)
    {
        const decimal whole = 10_000;
        var percent = text.EndsWith('%');
        var value = decimal.TryParse(percent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number * (percent ? 100 : 1)
            : -1;
        return value is >= 0 and <= whole && value == decimal.Truncate(value)
            ? (ushort)value
            : throw new CliException(ExitCode.Usage, $"'{text}' is not a part of the whole", "write 12.5% or its basis points, 1250");
    }

    /// <summary>An option's number within what the chain stores.</summary>
    public static T Within<T>(string option, long value, long least, long most)
        where T : System.Numerics.INumber<T> =>
        value >= least && value <= most
            ? T.CreateChecked(value)
            : throw new CliException(ExitCode.Usage, $"{option} {value} is outside {least}..{most}");
}
