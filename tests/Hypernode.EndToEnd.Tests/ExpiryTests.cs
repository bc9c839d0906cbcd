using System.Numerics;
using Hypernode.Client.Markets;
using Hypernode.Localnet.Demo;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Tokens;

namespace Hypernode.EndToEnd.Tests;

/// <summary>A job nobody took: after its time anybody returns the money, not before.</summary>
public sealed class ExpiryTests
{
    private static readonly TimeSpan PastQueueTimeout = TimeSpan.FromSeconds(7_205);

    [Test]
    public async Task Refunds_an_open_job_after_its_queue_timeout_and_not_before()
    {
        await using var network = await SeededNetwork.StartAsync();
        var chain = network.Chain;
        using var anyone = LocalKeys.Signer(SeedActors.Faucet);
        var requester = LocalKeys.Address(SeedActors.Requester);
        var funder = new WatchedBalance("funder", BalanceUnit.Hyper, AssociatedToken.Find(requester, chain.Endpoints.Mint));
        var before = await BalanceSheet.ReadAsync(chain, [funder], CancellationToken.None);
        var job = await OpenJobs.PostAsync(chain);
        var expire = MarketsInstructions.ExpireJob(
            new ExpireJobAccounts { Job = job.Address, FunderToken = funder.Account, RentPayer = requester });

        var early = await Assert.ThrowsAsync<TransactionFailedException>(() => chain.SendAsync("expire", anyone, [expire], [], CancellationToken.None));
        var held = await BalanceSheet.ReadAsync(chain, [funder], CancellationToken.None);
        await network.Control.TravelAsync(PastQueueTimeout, CancellationToken.None);
        await chain.SendAsync("expire", anyone, [expire], [], CancellationToken.None);

        var after = await BalanceSheet.ReadAsync(chain, [funder], CancellationToken.None);
        var ended = await JobAccounts.ReadAsync(chain, job.Address, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(early!.Code, Is.EqualTo((uint)MarketsError.DeadlineNotPassed));
            Assert.That(before[funder] - held[funder], Is.EqualTo((BigInteger)OpenJobs.PricePerSecond * OpenJobs.MaxSeconds));
            Assert.That(after[funder], Is.EqualTo(before[funder]));
            Assert.That(ended!.State, Is.EqualTo(JobState.Expired));
        });
    }
}
