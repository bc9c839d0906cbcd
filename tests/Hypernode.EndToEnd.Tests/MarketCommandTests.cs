using System.Text.Json;
using Hypernode.Localnet.Seeding;

namespace Hypernode.EndToEnd.Tests;

/// <summary>Markets, offers and prices through the command line.</summary>
public sealed class MarketCommandTests
{
    private const int Usage = 2;
    private const int Refused = 5;
    private const string Market = "cpu-small";
    private const string Node = "node-2";

    private SeededNetwork _network = null!;

    private CommandLine Cli => _network.Cli;

    [OneTimeSetUp]
    public async Task StartAsync() => _network = await SeededNetwork.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task Publishes_changes_and_closes_an_offer()
    {
        var node = SeededNode.AddressOf(Node).ToString();
        var hotKey = SeedActors.NodeOperator(Node);
        var published = await Cli.DoAsync(hotKey, "market", "offer", "publish", Market, "--node", node, "--price", "0.0005", "--slots", "2");
        var offer = published.Text("offer");
        var price = await Cli.DoAsync(hotKey, "market", "price", Market);
        var look = (await Cli.DoAsync(hotKey, "market", "watch", Market, "--count", "1")).GetProperty("looks")[0];
        await Cli.RefusedAsync(Refused, SeedActors.Requester, "market", "offer", "update", offer, "--slots", "3", "--yes");
        await Cli.DoAsync(hotKey, "market", "offer", "update", offer, "--status", "paused");
        var paused = (await Cli.DoAsync(hotKey, "market", "offer", "list", "--market", Market)).GetProperty("offers")[0];
        await Cli.DoAsync(SeedActors.NodeAuthority(Node), "market", "offer", "close", offer);
        var none = (await Cli.DoAsync(hotKey, "market", "offer", "list", "--node", node)).GetProperty("offers").GetArrayLength();
        Assert.Multiple(() =>
        {
            Assert.That(price.Units("lowestOffer"), Is.EqualTo(500));
            Assert.That(price.Units("lowestOfferHour"), Is.EqualTo(500 * 3_600));
            Assert.That(look.GetProperty("offeredSlots").GetInt64(), Is.EqualTo(2));
            Assert.That(look.GetProperty("utilisationBps").GetInt64(), Is.Zero);
            Assert.That(paused.Text("status"), Is.EqualTo("Paused"));
            Assert.That(paused.GetProperty("slots").GetInt32(), Is.EqualTo(2));
            Assert.That(none, Is.Zero);
        });
    }

    [Test]
    public async Task Creates_updates_and_pauses_a_market_for_its_admin_alone()
    {
        string[] create = ["market", "create", "--price-min", "0.002", "--max-duration", "3600", "--failed-pay", "95%"];
        var stranger = await Cli.RefusedAsync(Refused, SeedActors.Requester, [.. create, "--yes"]);
        var market = (await Cli.DoAsync(SeedActors.MarketAdmin, create)).Text("market");
        var updated = await Cli.RunAsync(SeedActors.MarketAdmin, "market", "update", market, "--price-min", "0.003", "--yes", "--json");
        await Cli.RefusedAsync(Usage, SeedActors.MarketAdmin, "market", "update", market, "--yes");
        await Cli.DoAsync(SeedActors.MarketAdmin, "market", "set-status", market, "paused");
        var shown = await Cli.DoAsync(SeedActors.Requester, "market", "show", market);
        Assert.Multiple(() =>
        {
            Assert.That(stranger, Does.Contain("NotMarketAdmin"));
            Assert.That(updated.ExitCode, Is.Zero, updated.Error);
            Assert.That(updated.Error, Does.Match(@"price_min\s+0\.002 HYPER -> 0\.003 HYPER"));
            Assert.That(shown.Text("status"), Is.EqualTo("Paused"));
            Assert.That(shown.Units("priceMin"), Is.EqualTo(3_000));
            Assert.That(shown.GetProperty("maxDurationSeconds").GetInt64(), Is.EqualTo(3_600));
            Assert.That(shown.GetProperty("activity").GetProperty("lowestOffer").ValueKind, Is.EqualTo(JsonValueKind.Null));
        });
    }

    [Test]
    public async Task Quotes_what_a_job_locks_and_where_its_price_goes()
    {
        var quote = await Cli.DoAsync(SeedActors.Requester, "job", "quote", "--market", Market, "--max-seconds", "1000", "--price", "0.001");
        var low = await Cli.RefusedAsync(Refused, SeedActors.Requester, "job", "quote", "--market", Market, "--max-seconds", "10", "--price", "1u");
        Assert.Multiple(() =>
        {
            Assert.That(quote.Units("cap"), Is.EqualTo(1_000_000));
            Assert.That(quote.Units("operator") + quote.Units("treasury") + quote.Units("incentive"), Is.EqualTo(quote.Units("cap")));
            Assert.That(quote.Units("treasury"), Is.EqualTo(150_000), "without an orchestrator its share joins the treasury's");
            Assert.That(quote.Units("challengeBond"), Is.EqualTo(50 * SeedPlan.Hyper));
            Assert.That(low, Does.Contain("at least"));
        });
    }
}
