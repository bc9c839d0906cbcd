using System.Buffers.Binary;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;

namespace Hypernode.Localnet.Chain;

/// <summary>The Clock sysvar.</summary>
internal static class ClockSysvar
{
    private const int UnixTimestampOffset = 32;

    /// <summary>Its Unix seconds.</summary>
    public static async Task<long> ReadAsync(SolanaRpcClient rpc, CancellationToken cancellationToken)
    {
        var clock = (await rpc.GetAccountAsync(Sysvars.Clock, cancellationToken)).Value
            ?? throw new InvalidOperationException("The network has no Clock sysvar.");
        return BinaryPrimitives.ReadInt64LittleEndian(clock.Data.Span[UnixTimestampOffset..]);
    }
}
