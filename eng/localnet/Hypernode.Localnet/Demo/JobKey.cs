using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;

namespace Hypernode.Localnet.Demo;

/// <summary>The addresses of one job.</summary>
/// <param name="Requester">Who posts it.</param>
/// <param name="Id">Its 16 bytes.</param>
public sealed record JobKey(Address Requester, byte[] Id)
{
    /// <summary>The job account.</summary>
    public Address Address { get; } = MarketsAddresses.FindJobAddress(Requester, Id).Address;

    /// <summary>The escrow, a token account that exists while the job lives.</summary>
    public Address Escrow => MarketsAddresses.FindEscrowAddress(Address).Address;
}
