using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Content;
using Hypernode.Content.Bundles;
using Hypernode.Content.Stores;
using Hypernode.Protocol.Results;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Job;

internal sealed class ResultCommand : CliCommand
{
    private readonly Argument<string> _job = JobOptions.Job();
    private readonly Option<string?> _content = JobOptions.Content();
    private readonly Option<string> _out;

    public ResultCommand()
        : base(
            "result",
            "Download the outputs of a job and recompute every hash up to the one on chain.",
            "hypernode job result 9xQe... --out ./result",
            "hypernode job result 9xQe... --out ./result --json")
    {
        Arguments.Add(_job);
        _out = Option<string>("--out", "New folder for the outputs.", option =>
        {
            option.Required = true;
            option.HelpName = "FOLDER";
            return option;
        });
        Options.Add(_content);
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var folder = call.Required(_out);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new CliException(ExitCode.Usage, $"{folder} is not empty; nothing was written", "name a new folder");
        }

        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var job = await JobAccount.ReadAsync(chain, call.Required(_job), cancellationToken).ConfigureAwait(false);
        using var place = ContentPlace.Open(call.Get(_content), chain.Network, call.Time);
        var result = await JobResult.FetchAsync(chain, job, place, cancellationToken).ConfigureAwait(false);
        var outputs = result.Main.Outputs;
        // A bundle is a tar: each file costs a header and padding beside its bytes.
        var bundleBytes = outputs.Bytes + ((outputs.Files + 4L) * 4_096);
        await place.Fetcher.FetchAsync(outputs.Cid, bundleBytes, cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(folder);
        var summary = await place.Store.GetFolderAsync(outputs.Cid, folder, new BundleLimits(outputs.Bytes), cancellationToken).ConfigureAwait(false);

        var document = new JsonObject
        {
            ["job"] = job.Address.ToString(),
            ["resultDigest"] = Convert.ToHexStringLower(job.Value.ResultDigest),
            ["verified"] = true,
            ["outcome"] = result.Main.Outcome.ToString(),
            ["exitCode"] = result.Main.ExitCode,
            ["outputs"] = outputs.Cid.ToString(),
            ["files"] = summary.Entries,
            ["bytes"] = summary.Bytes.ToString(CultureInfo.InvariantCulture),
            ["isolation"] = result.Report?.Isolation,
            ["folder"] = Path.GetFullPath(folder),
        };
        call.Output.Result("hypernode.job.result.v1", document, output =>
        {
            output.Record(
            [
                ("outputs", $"{summary.Entries} {(summary.Entries == 1 ? "entry" : "entries")}, {summary.Bytes} bytes in {folder}"),
                ("outcome", $"{result.Main.Outcome}, exit code {result.Main.ExitCode}"),
                ("ran in", result.Report?.Isolation ?? "a replica does not say"),
                ("verified", $"{Convert.ToHexStringLower(job.Value.ResultDigest)} is the hash on chain and of these files"),
            ]);
            if (Next(result.Main.Outcome, job.Address) is { } next)
            {
                output.Line($"Next: {next}");
            }
        });
    }

    /// <summary>What helps a run that did not complete; null for one that did or that was stopped.</summary>
    private static string? Next(RunOutcome outcome, Address job) => outcome switch
    {
        RunOutcome.MemoryLimit => "post it again with a larger --memory-mib",
        RunOutcome.TimeLimit => "post it again with a larger --max-seconds",
        RunOutcome.OutputLimit => "post it again with a larger --output-mib",
        RunOutcome.ProgramFailed or RunOutcome.NotRunnable => $"hypernode job logs {job} shows what it said",
        _ => null,
    };
}
