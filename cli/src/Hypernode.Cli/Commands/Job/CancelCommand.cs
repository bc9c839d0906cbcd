using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Session;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Job;

internal sealed class CancelCommand : JobCommand
{
    private readonly SessionOption _session = new();

    public CancelCommand()
        : base("cancel", "Take back a job that no node has accepted; the whole escrow returns.", "hypernode job cancel 9xQe...") => _session.AddTo(this);

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken)
    {
        RequireState(job, JobState.Open);
        var session = await _session.ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("cancel job", cancellationToken, Recipes(signing).Cancel(signing.Signer, job.Address, job.Value, session)).ConfigureAwait(false);
        signing.Report("hypernode.job.cancelled.v1", sent, new Facts()
            .Address("job", "cancelled", job.Address)
            .Hyper("refunded", "refunded", new HyperAmount(job.Value.Cap + job.Value.VerificationFee)));
    }
}
