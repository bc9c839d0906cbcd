using System.Buffers.Binary;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Seeding;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Tokens;

namespace Hypernode.Localnet.Demo;

/// <summary>What the requester of a job sends: post, settle, close.</summary>
public static class JobActions
{
    private const long ValidSeconds = 300;

    /// <summary>Posts a job that its preferred nodes may take at once.</summary>
    public static async Task<SendResult> PostAsync(
        LocalChain chain, ISigner requester, JobKey job, JobPackage package, JobOrder order, CancellationToken cancellationToken)
    {
        var post = MarketsInstructions.PostJob(
            new PostJobAccounts
            {
                Requester = requester.Address,
                Funder = requester.Address,
                Payer = requester.Address,
                Market = order.Market,
                Mint = chain.Endpoints.Mint,
                FunderToken = AssociatedToken.Find(requester.Address, chain.Endpoints.Mint),
            },
            new PostJobArgs
            {
                Id = job.Id,
                Digests = package.Digests,
                Terms = Terms(requester.Address, package, order, await chain.ReadClockAsync(cancellationToken)),
                Preferred = [.. order.Preferred.Select(node => BinaryPrimitives.ReadUInt64LittleEndian(node.Bytes))],
            });
        return await chain.SendAsync("post job", requester, [post], [], cancellationToken);
    }

    /// <summary>Accepts the result: settles before the challenge window ends.</summary>
    public static async Task<SendResult> SettleAsync(
        LocalChain chain, ISigner requester, JobKey key, Job job, CancellationToken cancellationToken)
    {
        var account = (await chain.Rpc.GetAccountAsync(job.Node, cancellationToken)).Value
            ?? throw new DemoException("the job's node has no account");
        var settle = MarketsInstructions.SettleJob(new SettleJobAccounts
        {
            Signer = requester.Address,
            Job = key.Address,
            Node = job.Node,
            Reputation = RegistryAddresses.FindReputationAddress(job.Node).Address,
            PayoutToken = AssociatedToken.Find(Node.DecodeAccount(account.Data.Span).Payout, chain.Endpoints.Mint),
            FunderToken = AssociatedToken.Find(job.Funder, chain.Endpoints.Mint),
            FeeShard = MarketsAddresses.FindFeeShardAddress(ShardOf(key.Address)).Address,
            FeeVault = MarketsAddresses.FindFeeVaultAddress(ShardOf(key.Address)).Address,
            RentPayer = job.RentPayer,
        });
        return await chain.SendAsync("settle job", requester, [settle], [], cancellationToken);
    }

    /// <summary>Closes an ended job's account; its rent returns to who paid it.</summary>
    public static async Task<SendResult> CloseAsync(
        LocalChain chain, ISigner anyone, JobKey key, Job job, CancellationToken cancellationToken)
    {
        var close = MarketsInstructions.CloseJob(new CloseJobAccounts { Job = key.Address, RentPayer = job.RentPayer });
        return await chain.SendAsync("close job", anyone, [close], [], cancellationToken);
    }

    /// <summary>The fee shard a job pays into.</summary>
    public static byte ShardOf(Address job) => (byte)(job.Bytes[^1] & (SeedPlan.FeeShards - 1));

    /// <summary>What the requester of an order agrees to, for a post within five minutes.</summary>
    public static JobTerms Terms(Address requester, JobPackage package, JobOrder order, long now) => new()
    {
        PricePerSecond = order.PricePerSecond,
        MaxRunSeconds = (uint)package.Spec.MaxSeconds,
        QueueTimeoutSeconds = 0,
        ExclusiveSeconds = 0,
        SlaStartSeconds = 0,
        SlaCreditBps = 0,
        RoyaltyBps = 0,
        AuditBps = 0,
        Requirements = order.Requirements,
        Verification = (byte)Verification.None,
        Origin = (byte)Origin.Direct,
        Codec = 0,
        Sealed = false,
        Funder = requester,
        Orchestrator = default,
        Group = order.Group,
        Parent = default,
        ValidUntilAt = now + ValidSeconds,
    };
}
