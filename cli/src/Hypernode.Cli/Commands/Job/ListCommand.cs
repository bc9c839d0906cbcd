using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Job;

internal sealed class ListCommand : AccountListCommand<Client.Markets.Job>
{
    private readonly Option<string?> _requester;
    private readonly Option<string?> _node;
    private readonly Option<JobState?> _state;
    private readonly Option<bool> _all;

    public ListCommand()
        : base(
            new ListFrame(MarketsProgram.Id, "hypernode.jobs.v1", "jobs", "No jobs.", "job", "state", "market", "cap", "posted"),
            "List jobs, newest first; by default those of the wallet in use.", "hypernode job list", "hypernode job list --all --state open --json")
    {
        _requester = Option<string?>("--requester", "Jobs of this requester.");
        _node = Option<string?>("--node", "Jobs of this node.");
        _state = Option<JobState?>("--state", "Jobs in this state.");
        _all = Option<bool>("--all", "Jobs of everybody.");
    }

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain)
    {
        if (call.Get(_node) is { } node)
        {
            yield return MarketsFilters.JobBy.Node(Parsing.Address(node));
        }
        else if (call.Get(_requester) is { } requester)
        {
            yield return MarketsFilters.JobBy.Requester(Parsing.Address(requester));
        }
        else if (!call.Get(_all))
        {
            yield return MarketsFilters.JobBy.Requester(WalletReference.Of(call).Address);
        }

        if (call.Get(_state) is { } state)
        {
            yield return MarketsFilters.JobBy.State(state);
        }
    }

    protected override IEnumerable<ChainAccount<Client.Markets.Job>> Sorted(IEnumerable<ChainAccount<Client.Markets.Job>> accounts) =>
        accounts.OrderByDescending(job => job.Value.PostedSlot);

    protected override Task<AccountView<Client.Markets.Job>> ViewAsync(ChainSession chain, CancellationToken cancellationToken) =>
        Task.FromResult(new AccountView<Client.Markets.Job>(
            JobDocument.ToJson,
            job =>
            [
                job.Address.ToString(), job.Value.State.ToString(), chain.Network.MarketName(job.Value.Market) ?? job.Value.Market.ToString(),
                $"{new HyperAmount(job.Value.Cap)} HYPER", TimeText.Of(job.Value.OpenedAt),
            ]));
}
