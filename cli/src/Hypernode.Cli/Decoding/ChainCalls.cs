using System.Buffers.Binary;
using System.Globalization;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Primitives;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Decoding;

/// <summary>The calls of the chain's own programs that our transactions make.</summary>
internal static class ChainCalls
{
    private const byte TokenTransfer = 3;
    private const byte TokenTransferChecked = 12;
    private const uint SystemTransfer = 2;
    private const string Loader = "upgradeable loader";
    private const string Upgrade = "upgrade";

    private static readonly string[] LoaderInstructions =
        ["initialize_buffer", "write", "deploy_with_max_data_len", Upgrade, "set_authority", "close", "extend_program", "set_authority_checked"];

    private static readonly string[] UpgradeAccounts = ["program data", "program", "buffer", "spill", "rent", "clock", "authority"];

    /// <summary>Names of the accounts of a call that <see cref="Read"/> knows; empty where they say enough by themselves.</summary>
    public static IReadOnlyList<string> AccountNames(DecodedCall call) =>
        call is { Program: Loader, Instruction: Upgrade } ? UpgradeAccounts : [];

    /// <summary>The call without its accounts; null for any other.</summary>
    public static DecodedCall? Read(Address program, ReadOnlySpan<byte> data)
    {
        if (program == ProgramIds.ComputeBudget && data.Length > 1)
        {
            return data[0] switch
            {
                2 => Call("compute budget", "set_compute_unit_limit", "units", Number(data[1..])),
                3 => Call("compute budget", "set_compute_unit_price", "micro_lamports", Number(data[1..])),
                4 => Call("compute budget", "set_loaded_accounts_data_size_limit", "bytes", Number(data[1..])),
                _ => null,
            };
        }

        if (program == ProgramIds.AssociatedToken)
        {
            return data is [1] ? new DecodedCall("associated token", "create_idempotent", [], []) : null;
        }

        if (program == ProgramIds.Token && data.Length > 8 && data[0] is TokenTransfer or TokenTransferChecked)
        {
            var units = BinaryPrimitives.ReadUInt64LittleEndian(data[1..]).ToString(CultureInfo.InvariantCulture);
            return Call("token", data[0] == TokenTransfer ? "transfer" : "transfer_checked", "amount", $"{units} base units");
        }

        if (program == ProgramIds.BpfLoaderUpgradeable && data.Length >= sizeof(uint))
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(data) is var number && number < LoaderInstructions.Length
                ? new DecodedCall(Loader, LoaderInstructions[number], [], [])
                : null;
        }

        return program == ProgramIds.System && data.Length == 12 && BinaryPrimitives.ReadUInt32LittleEndian(data) == SystemTransfer
            ? Call("system", "transfer", "lamports", SolText.Of(new Lamports(BinaryPrimitives.ReadUInt64LittleEndian(data[4..]))))
            : null;
    }

    private static DecodedCall Call(string program, string instruction, string argument, string value) =>
        new(program, instruction, [new Field(argument, value, IsSet: true)], []);

    private static string Number(ReadOnlySpan<byte> data)
    {
        Span<byte> wide = stackalloc byte[8];
        data[..Math.Min(8, data.Length)].CopyTo(wide);
        return BinaryPrimitives.ReadUInt64LittleEndian(wide).ToString(CultureInfo.InvariantCulture);
    }
}
