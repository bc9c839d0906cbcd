using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Solana.Sending;

namespace Hypernode.Cli.Commands.Tx;

internal sealed class ResumeCommand() : CliCommand(
    "resume", "Find out what became of transactions whose outcome was unknown; sends the same bytes again, never others.", "hypernode tx resume")
{
    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        using var journal = chain.OpenJournal();
        var sender = chain.Sender(journal);
        var outcomes = new List<(SendRecord Record, string Outcome)>();
        foreach (var record in await sender.ReadPendingAsync(cancellationToken).ConfigureAwait(false))
        {
            call.Output.Progress($"{record.Purpose}: {record.Signature}");
            outcomes.Add((record, await OutcomeAsync(sender, record, cancellationToken).ConfigureAwait(false)));
        }

        var document = new JsonObject
        {
            ["transactions"] = new JsonArray([.. outcomes.Select(o => new JsonObject
            {
                ["purpose"] = o.Record.Purpose,
                ["signature"] = o.Record.Signature.ToString(),
                ["outcome"] = o.Outcome,
            })]),
        };
        call.Output.Result("hypernode.resumed.v1", document, output =>
        {
            if (outcomes.Count == 0)
            {
                output.Line("No transaction is waiting for its outcome.");
                return;
            }

            output.Table(["purpose", "signature", "outcome"], outcomes.Select(o => (string[])[o.Record.Purpose, o.Record.Signature.ToString(), o.Outcome]));
        });
    }

    private static async Task<string> OutcomeAsync(TransactionSender sender, SendRecord record, CancellationToken cancellationToken)
    {
        try
        {
            var result = await sender.ResumeAsync(record, cancellationToken).ConfigureAwait(false);
            return $"succeeded in slot {result.Slot}";
        }
        catch (TransactionFailedException e)
        {
            return $"failed: {e.Message}";
        }
        catch (TransactionExpiredException)
        {
            return "expired; nothing changed";
        }
    }
}
