using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Client.Staking;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Job;

internal sealed class AcceptCommand : CliCommand
{
    private readonly Argument<string> _job = JobOptions.Job();

    public AcceptCommand()
        : base("accept", "Accept the result of a job before its challenge window ends: pays the node and refunds the rest.", "hypernode job accept 9xQe...") =>
        Arguments.Add(_job);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var wallet = WalletReference.Of(call);
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var job = await JobAccount.ReadAsync(chain, call.Required(_job), cancellationToken).ConfigureAwait(false);
        if (job.Value.State != JobState.Submitted)
        {
            throw new CliException(ExitCode.Refused, $"the job is {job.Value.State}, not Submitted", $"hypernode job show {job.Address} --watch");
        }

        var node = await new ProgramAccounts(chain.Rpc, RegistryProgram.Id).FetchAsync<Client.Registry.Node>(job.Value.Node, cancellationToken).ConfigureAwait(false)
            ?? throw new CliException(ExitCode.NotFound, $"the job's node {job.Value.Node} is gone");
        var config = await new ProgramAccounts(chain.Rpc, MarketsProgram.Id)
            .FetchAsync<Client.Markets.Config>(MarketsAddresses.FindConfigAddress().Address, cancellationToken).ConfigureAwait(false)
            ?? throw new CliException(ExitCode.Environment, "the markets program is not initialised on this network");
        var recipes = new JobRecipes(new JobAddresses(MarketsProgram.Id, RegistryProgram.Id, StakingProgram.Id, chain.Network.Mint));
        var settle = recipes.Settle(wallet.Address, job.Address, job.Value, node.Value.Payout, config.Value.Params.FeeShards);
        var sent = await new TransactionFlow(call, chain, wallet).SendAsync("accept result", settle, null, cancellationToken).ConfigureAwait(false);

        var settled = await JobAccount.ReadAsync(chain, call.Required(_job), cancellationToken).ConfigureAwait(false);
        var document = JobDocument.ToJson(settled);
        document["signature"] = sent.Signature.ToString();
        document["refunded"] = (settled.Value.Cap - settled.Value.Price).ToString(CultureInfo.InvariantCulture);
        call.Output.Result("hypernode.job.accepted.v1", document, output => output.Record(
        [
            ("paid", $"{new HyperAmount(settled.Value.Price)} HYPER"),
            ("refunded", $"{new HyperAmount(settled.Value.Cap - settled.Value.Price)} HYPER"),
            ("signature", sent.Signature.ToString()),
        ]));
    }
}
