using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Content;

namespace Hypernode.Cli.Commands.Job;

internal sealed class LogsCommand : CliCommand
{
    /// <summary>A worker keeps 8 MiB of a run's log; the rest is counted, not kept.</summary>
    private const long MaxLogBytes = 64L * 1024 * 1024;

    private readonly Argument<string> _job = JobOptions.Job();
    private readonly Option<string?> _content = JobOptions.Content();

    public LogsCommand()
        : base("logs", "Print what the job wrote to its standard output and error.", "hypernode job logs 9xQe...")
    {
        Arguments.Add(_job);
        Options.Add(_content);
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var job = await JobAccount.ReadAsync(chain, call.Required(_job), cancellationToken).ConfigureAwait(false);
        using var place = ContentPlace.Open(call.Get(_content), chain.Network, call.Time);
        var report = (await JobResult.FetchAsync(chain, job, place, cancellationToken).ConfigureAwait(false)).Report
            ?? throw new CliException(ExitCode.NotFound, "a replica reveals its outputs, not its log", $"hypernode job result {job.Address} --out FOLDER");
        await place.Fetcher.FetchAsync(report.Log, MaxLogBytes, cancellationToken).ConfigureAwait(false);
        var stored = place.Store.Open(report.Log);
        string text;
        await using (stored.ConfigureAwait(false))
        {
            using var reader = new StreamReader(stored, Encoding.UTF8);
            text = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }

        var document = new JsonObject
        {
            ["job"] = job.Address.ToString(),
            ["log"] = text,
            ["droppedBytes"] = report.LogDroppedBytes,
        };
        call.Output.Result("hypernode.job.logs.v1", document, output =>
        {
            output.Text(text);
            if (report.LogDroppedBytes > 0)
            {
                output.Progress($"{report.LogDroppedBytes} bytes were written beyond what a node keeps");
            }
        });
    }
}
