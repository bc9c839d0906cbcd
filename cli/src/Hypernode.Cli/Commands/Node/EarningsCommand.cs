using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Settlements;

namespace Hypernode.Cli.Commands.Node;

internal sealed class EarningsCommand : CliCommand
{
    private readonly NodeOption _node = new();

    public EarningsCommand()
        : base(
            "earnings",
            "Show what a node was paid for the jobs still on chain (a job disappears a day after it ended), and what it is due of the incentive.",
            "hypernode node earnings",
            "hypernode node earnings --node 6AqF... --json") => _node.AddTo(this);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var address = _node.AddressOf(call);
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        await NodeAccount.ReadAsync(chain, address, cancellationToken).ConfigureAwait(false);
        var reputation = await chain.RequireAsync<Reputation>(
            RegistryProgram.Id, RegistryAddresses.FindReputationAddress(address).Address, "reputation", null, cancellationToken).ConfigureAwait(false);
        var jobs = await new ProgramAccounts(chain.Rpc, MarketsProgram.Id)
            .ListAsync<Client.Markets.Job>([MarketsFilters.JobBy.Node(address), MarketsFilters.JobBy.State(JobState.Settled)], cancellationToken).ConfigureAwait(false);
        var paid = jobs.OrderByDescending(job => job.Value.EndedAt)
            .Select(job => (Job: job, Amount: new HyperAmount(Split.Floor(job.Value.Price, Settlement.TermsOf(job.Value)).Operator))).ToList();
        var total = paid.Aggregate(HyperAmount.Zero, (sum, pair) => sum + pair.Amount);
        var incentive = await NodeIncentive.ListAsync(chain, address, reputation.Value, cancellationToken).ConfigureAwait(false);
        var document = new JsonObject
        {
            ["node"] = address.ToString(),
            ["paid"] = NodeDocument.Units(total.BaseUnits),
            ["lifetimeFees"] = NodeDocument.Units(reputation.Value.LifetimeFees),
            ["jobs"] = new JsonArray([.. paid.Select(pair => new JsonObject
            {
                ["job"] = pair.Job.Address.ToString(),
                ["paid"] = NodeDocument.Units(pair.Amount.BaseUnits),
                ["endedAt"] = pair.Job.Value.EndedAt,
            })]),
            ["incentive"] = new JsonArray([.. incentive.Select(due => new JsonObject
            {
                ["epoch"] = due.Epoch,
                ["amount"] = NodeDocument.Units(due.Amount.BaseUnits),
                ["final"] = due.IsFinal,
            })]),
        };
        call.Output.Result("hypernode.node.earnings.v1", document, output =>
        {
            output.Record(
            [
                ("node", address.ToString()),
                ("paid", $"{total} HYPER for {paid.Count} jobs still on chain"),
                ("fees of all its jobs", $"{new HyperAmount(reputation.Value.LifetimeFees)} HYPER"),
            ]);
            if (incentive.Count > 0)
            {
                output.Table(["epoch", "incentive, HYPER", ""], incentive.Select(due => (string[])
                    [due.Epoch.ToString(CultureInfo.InvariantCulture), due.Amount.ToString(), due.IsFinal ? "hypernode node claim" : "not final yet"]));
            }
        });
    }
}
