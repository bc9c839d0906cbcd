using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of whoever runs the markets: the market admin or the authority of the Config.</summary>
public static class MarketRecipes
{
    /// <summary>Creates a market; the admin pays the rent.</summary>
    /// <param name="admin">Signs.</param>
    /// <param name="id">16 bytes nobody used before.</param>
    /// <param name="terms">Its terms; jobs posted later copy them.</param>
    public static Instruction Create(Address admin, byte[] id, MarketTerms terms) => MarketsInstructions.CreateMarket(
        new CreateMarketAccounts { MarketAdmin = admin, Payer = admin }, new CreateMarketArgs { Id = id, Terms = terms });

    /// <summary>Replaces the terms; jobs that were posted keep theirs.</summary>
    public static Instruction Update(Address admin, Address market, MarketTerms terms) => MarketsInstructions.UpdateMarket(
        new UpdateMarketAccounts { MarketAdmin = admin, Market = market }, new UpdateMarketArgs { Terms = terms });

    /// <summary>Opens, pauses or closes a market for later posts.</summary>
    public static Instruction SetStatus(Address admin, Address market, MarketStatus status) => MarketsInstructions.SetMarketStatus(
        new SetMarketStatusAccounts { MarketAdmin = admin, Market = market }, new SetMarketStatusArgs { Status = (byte)status });

    /// <summary>The terms a market has, to change some of them.</summary>
    public static MarketTerms TermsOf(Market market) => new()
    {
        Verification = (byte)market.Verification,
        Requirements = RequirementsOf(market.Requirements),
        PriceMin = market.PriceMin,
        MinDurationSeconds = market.MinDurationSeconds,
        MaxDurationSeconds = market.MaxDurationSeconds,
        QueueTimeoutSeconds = market.QueueTimeoutSeconds,
        StartGraceSeconds = market.StartGraceSeconds,
        SubmitGraceSeconds = market.SubmitGraceSeconds,
        ChallengeWindowSeconds = market.ChallengeWindowSeconds,
        FailedPayBps = market.FailedPayBps,
    };

    private static Requirements RequirementsOf(PodRequirements stored) => new()
    {
        GpuCount = stored.GpuCount,
        VramMib = stored.VramMib,
        CpuCores = stored.CpuCores,
        RamMib = stored.RamMib,
        DiskGib = stored.DiskGib,
        Region = stored.Region,
        ArchMask = stored.ArchMask,
        VendorMask = stored.VendorMask,
        StakeTier = stored.StakeTier,
        ReputationTier = stored.ReputationTier,
        ProofsMask = stored.ProofsMask,
    };
}
