using System.CommandLine;
using System.Text.Json.Nodes;
using Hypernode.Cli.Decoding;
using Hypernode.Solana;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Tx;

internal sealed class DecodeCommand : CliCommand
{
    private readonly Argument<string> _transaction;

    public DecodeCommand()
        : base(
            "decode",
            "Say what a transaction would call before you sign it: instructions, arguments and accounts by name. Works without a network.",
            "hypernode tx decode ./transaction.b64",
            "hypernode tx decode AQAB... --json") =>
        _transaction = Argument<string>("TRANSACTION", "The transaction in base64, or a file that holds it.");

    protected override Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var message = Read(call.Required(_transaction)).Message;
        var calls = TransactionCalls.Read(message, [], []);
        var document = new JsonObject
        {
            ["version"] = message.Version.ToString(),
            ["feePayer"] = message.FeePayer.ToString(),
            ["signers"] = new JsonArray([.. message.Signers.Select(signer => JsonValue.Create(signer.ToString()))]),
            ["bytes"] = message.TransactionLength,
            ["lookupTables"] = new JsonArray([.. message.Lookups.Select(lookup => JsonValue.Create(lookup.Table.ToString()))]),
            ["instructions"] = CallsView.ToJson(calls),
        };
        call.Output.Result("hypernode.tx.decoded.v1", document, output =>
        {
            output.Record(
            [
                ("fee payer", message.FeePayer.ToString()),
                ("signers", string.Join(", ", message.Signers)),
                ("version", $"{message.Version}, {message.TransactionLength} bytes"),
                .. message.Lookups.Select(lookup => ("lookup table", $"{lookup.Table}: its accounts are not known here")),
            ]);
            CallsView.Draw(output, calls);
        });
        return Task.CompletedTask;
    }

    private static Transaction Read(string text)
    {
        const string remedy = "pass the base64 of a whole transaction, signed or not";
        var base64 = File.Exists(text) ? File.ReadAllText(text).Trim() : text;
        try
        {
            return Transaction.Decode(Convert.FromBase64String(base64));
        }
        catch (Exception e) when (e is FormatException or DecodeException or UnsupportedTransactionVersionException)
        {
            throw new CliException(ExitCode.Usage, $"this is no transaction: {e.Message}", remedy, e);
        }
    }
}
