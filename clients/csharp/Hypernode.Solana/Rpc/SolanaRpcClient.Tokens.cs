using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Rpc.Transport;

namespace Hypernode.Solana.Rpc;

/// <content>Tokens.</content>
public sealed partial class SolanaRpcClient
{
    /// <summary>Balance of a token account.</summary>
    /// <exception cref="RpcException">The account does not exist or is no token account.</exception>
    public Task<AtSlot<TokenAmount>> GetTokenAccountBalanceAsync(Address account, ReadOptions? options, CancellationToken cancellationToken) =>
        ReadAsync(
            "getTokenAccountBalance",
            writer => writer.WriteStringValue(account.ToString()),
            options,
            reply => reply.AtSlot(TransactionReader.ReadAmount),
            cancellationToken);

    /// <summary>Units of a mint in existence.</summary>
    /// <exception cref="RpcException">The account does not exist or is no mint.</exception>
    public Task<AtSlot<TokenAmount>> GetTokenSupplyAsync(Address mint, ReadOptions? options, CancellationToken cancellationToken) =>
        ReadAsync(
            "getTokenSupply",
            writer => writer.WriteStringValue(mint.ToString()),
            options,
            reply => reply.AtSlot(TransactionReader.ReadAmount),
            cancellationToken);

    /// <summary>The owner's token accounts of one mint.</summary>
    public Task<AtSlot<ProgramAccount[]>> GetTokenAccountsByOwnerAsync(
        Address owner, Address mint, ReadOptions? options, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new RpcCall("getTokenAccountsByOwner", writer =>
            {
                writer.WriteStringValue(owner.ToString());
                writer.WriteStartObject();
                writer.WriteString("mint"u8, mint.ToString());
                writer.WriteEndObject();
                WriteAccountOptions(writer, options, null);
            }),
            reply => reply.AtSlot(value => value.Items(AccountReader.ReadKeyed)),
            cancellationToken);
}
