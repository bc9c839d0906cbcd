using System.Globalization;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Sending;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class SweepCommand() : SigningCommand(
    "sweep",
    "Bring the fees of settled jobs to treasury, stakers and nodes; anyone may. An epoch is final once every shard was swept after it.",
    "hypernode stake sweep")
{
    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var config = await signing.Chain.ConfigAsync<Config>(MarketsProgram.Id, MarketsProgram.Name, cancellationToken).ConfigureAwait(false);
        var shards = await new ProgramAccounts(signing.Chain.Rpc, MarketsProgram.Id).ListAsync<FeeShard>([], cancellationToken).ConfigureAwait(false);
        var recipes = new FeeRecipes(signing.Chain.Network.Mint, config.Params.Treasury);
        SendResult? sent = null;
        foreach (var shard in shards.OrderBy(shard => shard.Value.Shard))
        {
            sent = await signing.SendAsync(
                string.Create(CultureInfo.InvariantCulture, $"sweep fee shard {shard.Value.Shard}"), cancellationToken, recipes.Sweep(signing.Signer, shard.Value)).ConfigureAwait(false);
        }

        signing.Report(
            "hypernode.stake.swept.v1",
            sent ?? throw new CliException(ExitCode.Environment, "this network has no fee shards", "its operator opens them"),
            new Facts()
                .Number("shards", "shards swept", shards.Count)
                .Hyper("treasury", "treasury and burned", Sum(shards, shard => shard.TreasuryDue))
                .Hyper("stakers", "stakers", Sum(shards, shard => shard.StakerDue))
                .Hyper("nodes", "nodes", Sum(shards, shard => shard.IncentiveDue)));
    }

    private static HyperAmount Sum(IEnumerable<ChainAccount<FeeShard>> shards, Func<FeeShard, ulong> due) =>
        new(shards.Aggregate(0UL, (sum, shard) => checked(sum + due(shard.Value))));
}
