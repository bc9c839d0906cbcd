using System.CommandLine;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Job;

internal sealed class ListCommand : CliCommand
{
    private readonly Option<string?> _requester;
    private readonly Option<string?> _node;
    private readonly Option<JobState?> _state;
    private readonly Option<bool> _all;

    public ListCommand()
        : base("list", "List jobs, newest first; by default those of the wallet in use.", "hypernode job list", "hypernode job list --all --state open --json")
    {
        _requester = Option<string?>("--requester", "Jobs of this requester.");
        _node = Option<string?>("--node", "Jobs of this node.");
        _state = Option<JobState?>("--state", "Jobs in this state.");
        _all = Option<bool>("--all", "Jobs of everybody.");
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var jobs = await new ProgramAccounts(chain.Rpc, MarketsProgram.Id)
            .ListAsync<Client.Markets.Job>(Filters(call), cancellationToken).ConfigureAwait(false);
        var newestFirst = jobs.OrderByDescending(job => job.Value.PostedSlot).ToList();
        var document = new JsonObject { ["jobs"] = new JsonArray([.. newestFirst.Select(JobDocument.ToJson)]) };
        call.Output.Result("hypernode.jobs.v1", document, output =>
        {
            if (newestFirst.Count == 0)
            {
                output.Line("No jobs.");
                return;
            }

            output.Table(["job", "state", "market", "cap", "posted"], newestFirst.Select(job => (string[])
            [
                job.Address.ToString(), job.Value.State.ToString(), chain.Network.MarketName(job.Value.Market) ?? job.Value.Market.ToString(),
                $"{new HyperAmount(job.Value.Cap)} HYPER", TimeText.Of(job.Value.OpenedAt),
            ]));
        });
    }

    private List<AccountFilter> Filters(Invocation call)
    {
        var filters = new List<AccountFilter>();
        if (call.Get(_node) is { } node)
        {
            filters.Add(MarketsFilters.JobBy.Node(Parsing.Address(node)));
        }
        else if (call.Get(_requester) is { } requester)
        {
            filters.Add(MarketsFilters.JobBy.Requester(Parsing.Address(requester)));
        }
        else if (!call.Get(_all))
        {
            filters.Add(MarketsFilters.JobBy.Requester(WalletReference.Of(call).Address));
        }

        if (call.Get(_state) is { } state)
        {
            filters.Add(MarketsFilters.JobBy.State(state));
        }

        return filters;
    }
}
