using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Protocol.Jobs;

namespace Hypernode.Cli.Commands.Job;

internal sealed class ShowCommand : CliCommand
{
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromSeconds(1);

    private readonly Argument<string> _job = JobOptions.Job();
    private readonly Option<bool> _watch;

    public ShowCommand()
        : base("show", "Show one job.", "hypernode job show 9xQe... --watch", "hypernode job show 9xQe... --json")
    {
        Arguments.Add(_job);
        _watch = Option<bool>("--watch", "Report each change until the job ended or waits for you to accept the result.");
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var job = await JobAccount.ReadAsync(chain, call.Required(_job), cancellationToken).ConfigureAwait(false);
        if (call.Get(_watch))
        {
            call.Output.Progress($"{TimeText.Of(await chain.NowAsync(cancellationToken).ConfigureAwait(false))} {job.Value.State}");
            while (!job.Value.HasEnded() && job.Value.State != JobState.Submitted)
            {
                await Task.Delay(WatchPeriod, call.Time, cancellationToken).ConfigureAwait(false);
                var before = job.Value.State;
                job = await JobAccount.ReadAsync(chain, call.Required(_job), cancellationToken).ConfigureAwait(false);
                if (job.Value.State != before)
                {
                    call.Output.Progress($"{TimeText.Of(await chain.NowAsync(cancellationToken).ConfigureAwait(false))} {job.Value.State}");
                }
            }
        }

        call.Output.Result("hypernode.job.v1", JobDocument.ToJson(job), output => JobDocument.Draw(output, job, chain.Network));
    }
}
