using System.Security.Cryptography;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Client.Staking;
using Hypernode.Content.Manifests;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Demo;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Protocol.Specs;
using Hypernode.Solana.Sending;

namespace Hypernode.EndToEnd.Tests;

/// <summary>Jobs posted and accepted by hand: nobody runs them.</summary>
internal static class OpenJobs
{
    public const ulong PricePerSecond = 1_000;
    public const int MaxSeconds = 60;

    public static Task<JobKey> PostAsync(LocalChain chain, Func<Requirements, Requirements>? adjust = null, params string[] preferred)
    {
        var order = Order(preferred);
        return PostAsync(chain, SeedActors.Requester, adjust is null ? order : order with { Requirements = adjust(order.Requirements) });
    }

    /// <summary>A job in the first market that some nodes may take at once.</summary>
    public static JobOrder Order(params string[] preferred) => new(
        MarketsAddresses.FindMarketAddress(LocalKeys.Id(SeedPlan.Markets[0].Name)).Address,
        SeedPlan.Markets[0].Requirements,
        PricePerSecond,
        [.. preferred.Select(SeededNode.AddressOf)]);

    public static async Task<JobKey> PostAsync(LocalChain chain, string actor, JobOrder order)
    {
        using var requester = LocalKeys.Signer(actor);
        var key = new JobKey(requester.Address, RandomNumberGenerator.GetBytes(16));
        await JobActions.PostAsync(chain, requester, key, Package(), order, CancellationToken.None);
        return key;
    }

    public static async Task<SendResult> AcceptAsync(LocalChain chain, JobKey job, string node)
    {
        using var nodeOperator = LocalKeys.Signer(SeedActors.NodeOperator(node));
        var address = SeededNode.AddressOf(node);
        var accept = MarketsInstructions.AcceptJob(new AcceptJobAccounts
        {
            Operator = nodeOperator.Address,
            Market = MarketsAddresses.FindMarketAddress(LocalKeys.Id(SeedPlan.Markets[0].Name)).Address,
            Job = job.Address,
            Node = address,
            Reputation = RegistryAddresses.FindReputationAddress(address).Address,
            Bond = StakingAddresses.FindBondAddress(address).Address,
        });
        return await chain.SendAsync("accept", nodeOperator, [accept], [], CancellationToken.None);
    }

    /// <summary>Shows that a node is there: time travel makes it look silent.</summary>
    public static async Task HeartbeatAsync(LocalChain chain, string node)
    {
        using var nodeOperator = LocalKeys.Signer(SeedActors.NodeOperator(node));
        var beat = RegistryInstructions.RecordHeartbeat(new RecordHeartbeatAccounts { Node = SeededNode.AddressOf(node), Operator = nodeOperator.Address });
        await chain.SendAsync("heartbeat", nodeOperator, [beat], [], CancellationToken.None);
    }

    public static async Task<SendResult> StartAsync(LocalChain chain, JobKey job, string node)
    {
        using var nodeOperator = LocalKeys.Signer(SeedActors.NodeOperator(node));
        var start = MarketsInstructions.StartJob(
            new StartJobAccounts { Operator = nodeOperator.Address, Job = job.Address, Node = SeededNode.AddressOf(node) });
        return await chain.SendAsync("start", nodeOperator, [start], [], CancellationToken.None);
    }

    /// <summary>Submits a result that is no content: nobody fetches it.</summary>
    public static async Task<SendResult> SubmitAsync(LocalChain chain, JobKey job, string node)
    {
        using var nodeOperator = LocalKeys.Signer(SeedActors.NodeOperator(node));
        var submit = MarketsInstructions.SubmitJob(
            new SubmitJobAccounts { Operator = nodeOperator.Address, Job = job.Address, Node = SeededNode.AddressOf(node) },
            new SubmitJobArgs
            {
                Submission = new Submission
                {
                    ResultDigest = SHA256.HashData("result"u8),
                    LogsDigest = SHA256.HashData("logs"u8),
                    ExitCode = 0,
                    OutputBytes = 0,
                    MeteredSeconds = 1,
                    Codec = 0,
                },
            });
        return await chain.SendAsync("submit", nodeOperator, [submit], [], CancellationToken.None);
    }

    /// <summary>A job of nothing: its content is never fetched.</summary>
    public static JobPackage Package()
    {
        var spec = new JobSpec
        {
            Image = ImageReference.Rootfs(ContentId.FromDigest(SHA256.HashData("image"u8), ContentCodec.Json)),
            Command = ["/bin/true"],
            Outputs = new OutputBounds(0, 0),
            Resources = new SpecResources(1_000, 1 << 20, 0),
            MaxSeconds = MaxSeconds,
        };
        return new JobPackage(spec, new JobDigests { Image = spec.Image.Digest, Input = spec.InputDigest, Spec = spec.Digest });
    }
}
