using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Job;

internal sealed class CancelCommand() : JobCommand(
    "cancel", "Take back a job that no node has accepted; the whole escrow returns.", "hypernode job cancel 9xQe...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken)
    {
        RequireState(job, JobState.Open);
        var sent = await signing.SendAsync("cancel job", cancellationToken, Recipes(signing).Cancel(signing.Signer, job.Address, job.Value)).ConfigureAwait(false);
        signing.Report("hypernode.job.cancelled.v1", sent, new Facts()
            .Address("job", "cancelled", job.Address)
            .Hyper("refunded", "refunded", new HyperAmount(job.Value.Cap + job.Value.VerificationFee)));
    }
}
