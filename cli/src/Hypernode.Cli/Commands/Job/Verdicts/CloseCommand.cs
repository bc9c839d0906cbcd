using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;

namespace Hypernode.Cli.Commands.Job.Verdicts;

internal sealed class CloseCommand : SigningCommand
{
    private readonly Argument<string> _commitment;

    public CloseCommand()
        : base("close", "Close a commitment that was never revealed, once its round is over; the rent returns to who paid it.", "hypernode job verdict close 7hTz...") =>
        _commitment = Argument<string>("COMMITMENT", "Address of the commitment; hypernode job verdict commit names it.");

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var commitment = await signing.Chain.RequireAsync<VerdictCommitment>(
            MarketsProgram.Id, Parsing.Address(signing.Call.Required(_commitment)), "commitment", null, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("close commitment", cancellationToken, JobCommand.Recipes(signing).CloseVerdict(commitment.Address, commitment.Value)).ConfigureAwait(false);
        signing.Report("hypernode.job.verdict.closed.v1", sent, new Facts()
            .Address("commitment", "commitment", commitment.Address)
            .Address("job", "job", commitment.Value.Job)
            .Address("rentPayer", "rent returned to", commitment.Value.RentPayer));
    }
}
