using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Jobs;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Job.Batches;

internal sealed class CollectCommand : SigningCommand
{
    /// <summary>Children that one transaction has room for.</summary>
    private const int AtOnce = 16;

    private readonly Argument<string> _batch = BatchAccount.Argument();

    public CollectCommand()
        : base("collect", "Count the jobs of a batch that ended since the last time; anyone may.", "hypernode job batch collect 6Rb3...") => Arguments.Add(_batch);

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var batch = await BatchAccount.ReadAsync(signing.Chain, signing.Call.Required(_batch), cancellationToken).ConfigureAwait(false);
        var ended = (await BatchAccount.ChildrenAsync(signing.Chain, batch, cancellationToken).ConfigureAwait(false))
            .Select((child, index) => (child.Address, child.Job, Index: (ushort)index))
            .Where(child => child.Job is { } job && job.HasEnded() && !BatchRecipes.IsCollected(batch.Value, child.Index))
            .ToList();
        if (ended.Count == 0)
        {
            throw new CliException(ExitCode.Refused, "no job of the batch ended that is not counted yet", $"hypernode job batch status {batch.Address}");
        }

        foreach (var some in ended.Chunk(AtOnce))
        {
            await signing.SendAsync(
                $"collect {some.Length} jobs", cancellationToken, [.. some.Select(child => BatchRecipes.Collect(batch.Address, child.Address, child.Index))]).ConfigureAwait(false);
        }

        var after = await BatchAccount.ReadAsync(signing.Chain, signing.Call.Required(_batch), cancellationToken).ConfigureAwait(false);
        signing.Call.Output.Facts("hypernode.job.batch.collected.v1", new Facts()
            .Address("batch", "batch", batch.Address)
            .Number("collected", "counted now", ended.Count)
            .Number("settled", "counted as paid", after.Value.Settled)
            .Number("refunded", "counted as refunded", after.Value.Refunded)
            .Number("total", "jobs", after.Value.Total));
    }
}
