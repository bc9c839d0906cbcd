using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Session;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Job;

internal sealed class StopCommand : JobCommand
{
    private readonly SessionOption _session = new();

    public StopCommand()
        : base(
            "stop", "End a run early: the node is paid for what ran, at least the market's shortest run; the rest returns at settlement.", "hypernode job stop 9xQe...") =>
        _session.AddTo(this);

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken)
    {
        RequireState(job, JobState.Running);
        var session = await _session.ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("stop job", cancellationToken, Recipes(signing).Stop(signing.Signer, job.Address, session)).ConfigureAwait(false);
        var after = await ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.job.stopped.v1", sent, new Facts()
            .Address("job", "job", job.Address)
            .Time("stoppedAt", "billed until", after.Value.StoppedAt));
    }
}
