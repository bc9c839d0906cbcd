using System.Text.Json;
using Hypernode.Crypto.Base58;
using Hypernode.Solana.Rpc.Transport;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>Reads transactions and their metadata.</summary>
internal static class TransactionReader
{
    public static TransactionInfo Read(JsonElement entry, ulong slot, long? blockTime) => new(
        slot,
        blockTime,
        Transaction.Decode(entry.Field("transaction").Base64Pair()),
        entry.Optional("meta") is { } meta ? ReadMeta(meta) : null);

    public static Block ReadBlock(JsonElement block, ulong slot)
    {
        var time = block.Optional("blockTime")?.Int64();
        return new Block(
            slot,
            block.Field("blockhash").Hash(),
            block.Field("parentSlot").UInt64(),
            block.Field("previousBlockhash").Hash(),
            block.Optional("blockHeight")?.UInt64(),
            time,
            block.OptionalItems("transactions", entry => Read(entry, slot, time)));
    }

    private static TransactionMeta ReadMeta(JsonElement meta)
    {
        var loaded = meta.Optional("loadedAddresses");
        return new TransactionMeta(
            TransactionErrorReader.ReadOrNull(meta.Optional("err")),
            meta.Field("fee").UInt64(),
            meta.OptionalItems("preBalances", JsonFields.UInt64),
            meta.OptionalItems("postBalances", JsonFields.UInt64),
            meta.Optional("innerInstructions")?.Items(ReadInner),
            meta.Optional("logMessages")?.Items(JsonFields.Text),
            meta.OptionalItems("preTokenBalances", ReadTokenBalance),
            meta.OptionalItems("postTokenBalances", ReadTokenBalance),
            loaded?.OptionalItems("writable", JsonFields.Address) ?? [],
            loaded?.OptionalItems("readonly", JsonFields.Address) ?? [],
            SimulationReader.ReadReturnData(meta.Optional("returnData")),
            meta.Optional("computeUnitsConsumed")?.UInt64());
    }

    private static InnerInstructions ReadInner(JsonElement inner) => new(
        inner.Field("index").Index(),
        inner.Field("instructions").Items(i => new InnerInstruction(
            i.Field("programIdIndex").UInt8(),
            i.Field("accounts").Items(JsonFields.UInt8),
            Base58Long(i.Field("data").Text()),
            i.Optional("stackHeight")?.Index())));

    // Inner instruction data comes as base58 in every encoding and may pass the length a transaction could have.
    private static byte[] Base58Long(string text) =>
        Base58Text.TryDecode(text, out var bytes) ? bytes : throw new RpcProtocolException("inner instruction data is not base58.");

    private static TokenBalance ReadTokenBalance(JsonElement balance) => new(
        balance.Field("accountIndex").Index(),
        balance.Field("mint").Address(),
        balance.Optional("owner")?.Address(),
        balance.Optional("programId")?.Address(),
        ReadAmount(balance.Field("uiTokenAmount")));

    public static TokenAmount ReadAmount(JsonElement amount) => new(
        ulong.TryParse(amount.Field("amount").Text(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var units)
            ? units
            : throw new RpcProtocolException("a token amount is not a whole number of base units."),
        amount.Field("decimals").UInt8());
}
