using System.Text.Json;
using Hypernode.Solana.Rpc.Transport;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>Reads accounts from replies and notifications.</summary>
internal static class AccountReader
{
    public static AccountInfo Read(JsonElement account) => new(
        account.Field("owner").Address(),
        account.Field("lamports").UInt64(),
        account.Field("executable").Boolean(),
        account.Optional("rentEpoch")?.UInt64() ?? ulong.MaxValue,
        account.Field("data").Base64Pair(),
        account.Optional("space")?.UInt64());

    public static AccountInfo? ReadOrNull(JsonElement account) => account.OrNull() is { } present ? Read(present) : null;

    public static ProgramAccount ReadKeyed(JsonElement keyed) => new(keyed.Field("pubkey").Address(), Read(keyed.Field("account")));
}
