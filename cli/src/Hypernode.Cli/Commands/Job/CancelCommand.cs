using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Solana.Tokens;

namespace Hypernode.Cli.Commands.Job;

internal sealed class CancelCommand : CliCommand
{
    private readonly Argument<string> _job = JobOptions.Job();

    public CancelCommand()
        : base("cancel", "Take back a job that no node has accepted; the whole escrow returns.", "hypernode job cancel 9xQe...") => Arguments.Add(_job);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var wallet = WalletReference.Of(call);
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var job = await JobAccount.ReadAsync(chain, call.Required(_job), cancellationToken).ConfigureAwait(false);
        var cancel = MarketsInstructions.CancelJob(new CancelJobAccounts
        {
            Requester = wallet.Address,
            Job = job.Address,
            FunderToken = AssociatedToken.Find(job.Value.Funder, chain.Network.Mint),
            RentPayer = job.Value.RentPayer,
        });
        var sent = await new TransactionFlow(call, chain, wallet).SendAsync("cancel job", [cancel], null, cancellationToken).ConfigureAwait(false);
        var document = new JsonObject
        {
            ["job"] = job.Address.ToString(),
            ["refunded"] = job.Value.Cap.ToString(CultureInfo.InvariantCulture),
            ["signature"] = sent.Signature.ToString(),
            ["slot"] = sent.Slot,
        };
        call.Output.Result("hypernode.job.cancelled.v1", document, output => output.Record(
            [("cancelled", job.Address.ToString()), ("refunded", $"{new HyperAmount(job.Value.Cap)} HYPER"), ("signature", sent.Signature.ToString())]));
    }
}
