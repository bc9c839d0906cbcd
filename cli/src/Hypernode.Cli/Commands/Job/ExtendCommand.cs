using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Job;

internal sealed class ExtendCommand : JobCommand
{
    private readonly Argument<uint> _seconds;

    public ExtendCommand()
        : base("extend", "Buy more time for a job that is not over; its funder signs and pays.", "hypernode job extend 9xQe... 600") =>
        _seconds = Argument<uint>("SECONDS", "Seconds to add to the longest run.");

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken)
    {
        RequireState(job, JobState.Open, JobState.Assigned, JobState.Running);
        var extra = signing.Call.Required(_seconds) is > 0 and var seconds ? seconds : throw new CliException(ExitCode.Usage, "0 seconds buy nothing");
        var price = JobPrice.Cap(new HyperAmount(job.Value.PricePerSecond), extra);
        var sent = await signing.SendAsync(
            "extend job", [Recipes(signing).Extend(job.Address, job.Value, extra)], new Payment(price, "escrow of the job"), cancellationToken).ConfigureAwait(false);
        var after = await ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.job.extended.v1", sent, new Facts()
            .Address("job", "job", job.Address)
            .Number("maxRunSeconds", "longest run, s", after.Value.MaxRunSeconds)
            .Hyper("cap", "locked", new HyperAmount(after.Value.Cap)));
    }
}
