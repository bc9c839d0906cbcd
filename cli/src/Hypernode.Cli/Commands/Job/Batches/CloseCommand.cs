using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Job.Batches;

internal sealed class CloseCommand : SigningCommand
{
    private readonly Argument<string> _batch = BatchAccount.Argument();

    public CloseCommand()
        : base("close", "Close a batch: its requester may, anyone once every job is counted. The rent returns; its jobs go on.", "hypernode job batch close 6Rb3...") =>
        Arguments.Add(_batch);

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var batch = await BatchAccount.ReadAsync(signing.Chain, signing.Call.Required(_batch), cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("close batch", cancellationToken, BatchRecipes.Close(batch.Address, batch.Value, signing.Signer)).ConfigureAwait(false);
        signing.Report("hypernode.job.batch.closed.v1", sent, new Facts()
            .Address("batch", "closed", batch.Address)
            .Number("settled", "counted as paid", batch.Value.Settled)
            .Number("refunded", "counted as refunded", batch.Value.Refunded));
    }
}
