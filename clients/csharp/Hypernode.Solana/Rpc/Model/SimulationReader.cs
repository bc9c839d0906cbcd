using System.Text.Json;
using Hypernode.Solana.Rpc.Transport;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>Reads simulation results, also those inside a refused send.</summary>
internal static class SimulationReader
{
    public static SimulationResult Read(JsonElement value) => new(
        TransactionErrorReader.ReadOrNull(value.Optional("err")),
        value.OptionalItems("logs", JsonFields.Text),
        value.Optional("unitsConsumed")?.UInt64(),
        value.Optional("loadedAccountsDataSize")?.UInt32(),
        value.Optional("fee")?.UInt64(),
        ReadReturnData(value.Optional("returnData")),
        value.OptionalItems("accounts", AccountReader.ReadOrNull),
        ReadBlockhash(value.Optional("replacementBlockhash")));

    public static ReturnData? ReadReturnData(JsonElement? data) =>
        data is { } present ? new ReturnData(present.Field("programId").Address(), present.Field("data").Base64Pair()) : null;

    private static BlockhashInfo? ReadBlockhash(JsonElement? hash) =>
        hash is { } present ? new BlockhashInfo(present.Field("blockhash").Hash(), present.Field("lastValidBlockHeight").UInt64(), 0) : null;
}
