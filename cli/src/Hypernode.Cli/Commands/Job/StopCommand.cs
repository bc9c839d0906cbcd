using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Job;

internal sealed class StopCommand() : JobCommand(
    "stop", "End a run early: the node is paid for what ran, at least the market's shortest run; the rest returns at settlement.", "hypernode job stop 9xQe...")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken)
    {
        RequireState(job, JobState.Running);
        var sent = await signing.SendAsync("stop job", cancellationToken, Recipes(signing).Stop(signing.Signer, job.Address)).ConfigureAwait(false);
        var after = await ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.job.stopped.v1", sent, new Facts()
            .Address("job", "job", job.Address)
            .Time("stoppedAt", "billed until", after.Value.StoppedAt));
    }
}
