using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;

namespace Hypernode.Protocol.Recipes;

/// <summary>Addresses that follow from a job, a node or an owner on one network.</summary>
/// <param name="MarketsProgram">Id of the markets program.</param>
/// <param name="RegistryProgram">Id of the registry program.</param>
/// <param name="StakingProgram">Id of the staking program.</param>
/// <param name="Mint">The HYPER mint.</param>
public sealed record JobAddresses(Address MarketsProgram, Address RegistryProgram, Address StakingProgram, Address Mint)
{
    private static readonly byte[] BondSeed = "bond"u8.ToArray();
    private static readonly byte[] FeesSeed = "fees"u8.ToArray();
    private static readonly byte[] MarketSeed = "market"u8.ToArray();

    /// <summary>The job a requester posts under an id of 16 bytes.</summary>
    public Address Job(Address requester, byte[] id) => MarketsAddresses.FindJobAddress(requester, id, MarketsProgram).Address;

    /// <summary>What holds the job's funds.</summary>
    public Address Escrow(Address job) => MarketsAddresses.FindEscrowAddress(job, MarketsProgram).Address;

    /// <summary>The market of an id of 16 bytes.</summary>
    public Address Market(byte[] id) => ProgramAddress.Find(MarketsProgram, MarketSeed, id).Address;

    /// <summary>The fee shard a job pays into: one of <paramref name="feeShards"/>, told by the job's last byte.</summary>
    /// <param name="job">The job.</param>
    /// <param name="feeShards">From the Config of markets, a power of two.</param>
    public Address FeeShard(Address job, byte feeShards) => ProgramAddress.Find(MarketsProgram, FeesSeed, new[] { ShardOf(job, feeShards) }).Address;

    /// <summary>What holds the fees of a job's shard.</summary>
    public Address FeeVault(Address job, byte feeShards) => MarketsAddresses.FindFeeVaultAddress(ShardOf(job, feeShards), MarketsProgram).Address;

    /// <summary>The record of what a node did.</summary>
    public Address Reputation(Address node) => RegistryAddresses.FindReputationAddress(node, RegistryProgram).Address;

    /// <summary>What is pledged to a node or a validator.</summary>
    public Address Bond(Address subject) => ProgramAddress.Find(StakingProgram, BondSeed, subject.ToArray()).Address;

    /// <summary>The associated HYPER account of an owner.</summary>
    public Address HyperAccount(Address owner) => AssociatedToken.Find(owner, Mint);

    private static byte ShardOf(Address job, byte feeShards) => (byte)(job.Bytes[^1] & (feeShards - 1));
}
