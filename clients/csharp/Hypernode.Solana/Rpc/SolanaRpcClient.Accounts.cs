using System.Text.Json;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Rpc.Transport;

namespace Hypernode.Solana.Rpc;

/// <content>Accounts.</content>
public sealed partial class SolanaRpcClient
{
    /// <summary>Most accounts of one <see cref="GetAccountsAsync"/>.</summary>
    public const int MaxAccounts = 100;

    /// <summary>State of an account; a null value when it does not exist.</summary>
    public Task<AtSlot<AccountInfo?>> GetAccountAsync(Address address, CancellationToken cancellationToken) =>
        GetAccountAsync(address, null, null, cancellationToken);

    /// <inheritdoc cref="GetAccountAsync(Address, CancellationToken)"/>
    /// <param name="address">The account.</param>
    /// <param name="options">Freshness.</param>
    /// <param name="slice">Part of the data to return; null = all.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<AtSlot<AccountInfo?>> GetAccountAsync(
        Address address, ReadOptions? options, DataSlice? slice, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new RpcCall("getAccountInfo", writer =>
            {
                writer.WriteStringValue(address.ToString());
                WriteAccountOptions(writer, options, slice);
            }),
            reply => reply.AtSlot(AccountReader.ReadOrNull),
            cancellationToken);

    /// <summary>States of up to <see cref="MaxAccounts"/> accounts at one slot, in order; null where one does not exist.</summary>
    /// <exception cref="ArgumentException">More than <see cref="MaxAccounts"/> addresses.</exception>
    public Task<AtSlot<AccountInfo?[]>> GetAccountsAsync(
        IReadOnlyList<Address> addresses, ReadOptions? options, DataSlice? slice, CancellationToken cancellationToken)
    {
        if (addresses.Count > MaxAccounts)
        {
            throw new ArgumentException($"{addresses.Count} accounts: one call takes at most {MaxAccounts}.", nameof(addresses));
        }

        return _caller.CallAsync(
            new RpcCall("getMultipleAccounts", writer =>
            {
                WriteAddresses(writer, addresses);
                WriteAccountOptions(writer, options, slice);
            }),
            reply => reply.AtSlot(value =>
            {
                var accounts = value.Items(AccountReader.ReadOrNull);
                return accounts.Length == addresses.Count
                    ? accounts
                    : throw new RpcProtocolException($"{addresses.Count} accounts were asked for, {accounts.Length} came.");
            }),
            cancellationToken);
    }

    /// <summary>Accounts of a program that pass all filters; at most four filters.</summary>
    public Task<AtSlot<ProgramAccount[]>> GetProgramAccountsAsync(
        Address programId, IReadOnlyList<AccountFilter> filters, CancellationToken cancellationToken) =>
        GetProgramAccountsAsync(programId, filters, null, null, cancellationToken);

    /// <inheritdoc cref="GetProgramAccountsAsync(Address, IReadOnlyList{AccountFilter}, CancellationToken)"/>
    public Task<AtSlot<ProgramAccount[]>> GetProgramAccountsAsync(
        Address programId, IReadOnlyList<AccountFilter> filters, ReadOptions? options, DataSlice? slice, CancellationToken cancellationToken) =>
        _caller.CallAsync(
            new RpcCall("getProgramAccounts", writer =>
            {
                writer.WriteStringValue(programId.ToString());
                writer.WriteStartObject();
                WriteReadOptions(writer, options);
                writer.WriteString("encoding"u8, "base64"u8);
                writer.WriteBoolean("withContext"u8, true);
                WriteSlice(writer, slice);
                writer.WriteStartArray("filters"u8);
                foreach (var filter in filters)
                {
                    WriteFilter(writer, filter);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }),
            reply => reply.AtSlot(value => value.Items(AccountReader.ReadKeyed)),
            cancellationToken);

    /// <summary>Lamports of an account; 0 when it does not exist.</summary>
    public async Task<ulong> GetLamportsAsync(Address address, CancellationToken cancellationToken)
    {
        var account = await GetAccountAsync(address, null, new DataSlice(0, 0), cancellationToken).ConfigureAwait(false);
        return account.Value?.Lamports ?? 0;
    }

    /// <summary>Lamports that keep an account of this many bytes free of rent.</summary>
    public Task<ulong> GetMinimumBalanceForRentExemptionAsync(ulong dataLength, CancellationToken cancellationToken) =>
        ReadAsync("getMinimumBalanceForRentExemption", writer => writer.WriteNumberValue(dataLength), null, JsonFields.UInt64, cancellationToken);

    private static void WriteAddresses(Utf8JsonWriter writer, IEnumerable<Address> addresses)
    {
        writer.WriteStartArray();
        foreach (var address in addresses)
        {
            writer.WriteStringValue(address.ToString());
        }

        writer.WriteEndArray();
    }

    private static void WriteSlice(Utf8JsonWriter writer, DataSlice? slice)
    {
        if (slice is { } part)
        {
            writer.WriteStartObject("dataSlice"u8);
            writer.WriteNumber("offset"u8, part.Offset);
            writer.WriteNumber("length"u8, part.Length);
            writer.WriteEndObject();
        }
    }

    internal static void WriteFilter(Utf8JsonWriter writer, AccountFilter filter)
    {
        writer.WriteStartObject();
        switch (filter)
        {
            case AccountFilter.DataSize size:
                writer.WriteNumber("dataSize"u8, size.Bytes);
                break;
            case AccountFilter.Memcmp memcmp:
                writer.WriteStartObject("memcmp"u8);
                writer.WriteNumber("offset"u8, memcmp.Offset);
                writer.WriteBase64String("bytes"u8, memcmp.Bytes.Span);
                writer.WriteString("encoding"u8, "base64"u8);
                writer.WriteEndObject();
                break;
        }

        writer.WriteEndObject();
    }

    private void WriteAccountOptions(Utf8JsonWriter writer, ReadOptions? options, DataSlice? slice)
    {
        writer.WriteStartObject();
        WriteReadOptions(writer, options);
        writer.WriteString("encoding"u8, "base64"u8);
        WriteSlice(writer, slice);
        writer.WriteEndObject();
    }
}
