using System.Security.Cryptography;
using System.Text;
using Hypernode.Client.Markets;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Solana.Tokens;

namespace Hypernode.Localnet.Seeding;

/// <summary>Posts one job that stays open until its queue timeout: no seeded node has the card it asks for.</summary>
internal sealed class OpenJobStep : ISeedStep
{
    private const uint MaxRunSeconds = 60;
    private const uint QueueTimeoutSeconds = 604_800;
    private const long ValidSeconds = 300;

    public string Name => "open job";

    public async Task ApplyAsync(LocalChain chain, CancellationToken cancellationToken)
    {
        using var requester = LocalKeys.Signer(SeedActors.Requester);
        var id = LocalKeys.Id(SeedPlan.OpenJob);
        if (await chain.ExistsAsync(MarketsAddresses.FindJobAddress(requester.Address, id).Address, cancellationToken))
        {
            return;
        }

        var market = SeedPlan.Markets.Single(m => string.Equals(m.Name, SeedPlan.OpenJobMarket, StringComparison.Ordinal));
        var post = MarketsInstructions.PostJob(
            new PostJobAccounts
            {
                Requester = requester.Address,
                Funder = requester.Address,
                Payer = requester.Address,
                Market = MarketsAddresses.FindMarketAddress(LocalKeys.Id(market.Name)).Address,
                Mint = chain.Endpoints.Mint,
                FunderToken = AssociatedToken.Find(requester.Address, chain.Endpoints.Mint),
            },
            new PostJobArgs
            {
                Id = id,
                Digests = new JobDigests { Image = Digest("image"), Input = Digest("input"), Spec = Digest("spec") },
                Terms = new JobTerms
                {
                    PricePerSecond = market.PriceMin,
                    MaxRunSeconds = MaxRunSeconds,
                    QueueTimeoutSeconds = QueueTimeoutSeconds,
                    ExclusiveSeconds = 0,
                    SlaStartSeconds = 0,
                    SlaCreditBps = 0,
                    RoyaltyBps = 0,
                    AuditBps = 0,
                    Requirements = market.Requirements,
                    Verification = (byte)Verification.Plain,
                    Origin = (byte)Origin.Direct,
                    Codec = 0,
                    Sealed = false,
                    Funder = requester.Address,
                    Orchestrator = default,
                    Group = default,
                    Parent = default,
                    ValidUntilAt = await chain.ReadClockAsync(cancellationToken) + ValidSeconds,
                },
                Preferred = [],
            });
        await chain.SendAsync("post open job", requester, [post], [], cancellationToken);
    }

    private static byte[] Digest(string part) => SHA256.HashData(Encoding.UTF8.GetBytes($"{SeedPlan.OpenJob}:{part}"));
}
