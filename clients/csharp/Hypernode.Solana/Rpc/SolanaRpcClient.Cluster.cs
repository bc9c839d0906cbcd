using System.Text.Json;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Rpc.Transport;

namespace Hypernode.Solana.Rpc;

/// <content>The cluster and its nodes.</content>
public sealed partial class SolanaRpcClient
{
    /// <summary>Slot the node has reached.</summary>
    public Task<ulong> GetSlotAsync(ReadOptions? options, CancellationToken cancellationToken) =>
        ReadAsync("getSlot", NoParameters, options, JsonFields.UInt64, cancellationToken);

    /// <summary>Blocks produced since genesis.</summary>
    public Task<ulong> GetBlockHeightAsync(ReadOptions? options, CancellationToken cancellationToken) =>
        ReadAsync("getBlockHeight", NoParameters, options, JsonFields.UInt64, cancellationToken);

    /// <summary>Epoch, slot and block height.</summary>
    public Task<EpochInfo> GetEpochInfoAsync(ReadOptions? options, CancellationToken cancellationToken) =>
        ReadAsync(
            "getEpochInfo",
            NoParameters,
            options,
            reply => new EpochInfo(
                reply.Field("absoluteSlot").UInt64(),
                reply.Field("blockHeight").UInt64(),
                reply.Field("epoch").UInt64(),
                reply.Field("slotIndex").UInt64(),
                reply.Field("slotsInEpoch").UInt64(),
                reply.Optional("transactionCount")?.UInt64()),
            cancellationToken);

    /// <summary>Hash of the genesis block: names the cluster.</summary>
    public Task<Hash> GetGenesisHashAsync(CancellationToken cancellationToken) =>
        _caller.CallAsync(new RpcCall("getGenesisHash", NoParameters), JsonFields.Hash, cancellationToken);

    /// <summary>Returns when a node says that it is healthy.</summary>
    /// <exception cref="RpcException">Every node says that it is behind (-32005).</exception>
    public Task GetHealthAsync(CancellationToken cancellationToken) =>
        _caller.CallAsync(new RpcCall("getHealth", NoParameters), JsonFields.Text, cancellationToken);

    /// <summary>Software of a node.</summary>
    public Task<NodeVersion> GetVersionAsync(CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new RpcCall("getVersion", NoParameters),
            reply => new NodeVersion(reply.Field("solana-core").Text(), reply.Optional("feature-set")?.UInt32()),
            cancellationToken);

    /// <summary>Lowest slot whose block the node still has.</summary>
    public Task<ulong> GetFirstAvailableBlockAsync(CancellationToken cancellationToken) =>
        _caller.CallAsync(new RpcCall("getFirstAvailableBlock", NoParameters), JsonFields.UInt64, cancellationToken);

    /// <summary>Asks a test cluster for lamports. Never repeated: a lost reply may stand for a granted request.</summary>
    public Task<Signature> RequestAirdropAsync(Address address, ulong lamports, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new RpcCall(
                "requestAirdrop",
                writer =>
                {
                    writer.WriteStringValue(address.ToString());
                    writer.WriteNumberValue(lamports);
                    writer.WriteStartObject();
                    WriteReadOptions(writer, null);
                    writer.WriteEndObject();
                },
                RpcCallKind.Once),
            JsonFields.Signature,
            cancellationToken);
}
