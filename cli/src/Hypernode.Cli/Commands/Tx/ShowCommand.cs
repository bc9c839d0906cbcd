using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Decoding;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Events;
using Hypernode.Client.Primitives;
using Hypernode.Client.Programs;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Tx;

internal sealed class ShowCommand : CliCommand
{
    private readonly Argument<string> _signature;

    public ShowCommand()
        : base(
            "show",
            "Show what a transaction did: its calls, the changes the programs reported, its fee and how HYPER moved.",
            "hypernode tx show 5wHu...",
            "hypernode tx show 5wHu... --json") =>
        _signature = Argument<string>("SIGNATURE", "Signature of the transaction.");

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var text = call.Required(_signature);
        if (!Signature.TryParse(text, out var signature))
        {
            throw new CliException(ExitCode.Usage, $"'{text}' is not a signature", "a signature is 64 bytes in base58; bytes of a transaction go to hypernode tx decode");
        }

        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var found = await chain.Rpc.GetTransactionAsync(signature, null, cancellationToken).ConfigureAwait(false)
            ?? throw new CliException(ExitCode.NotFound, $"there is no transaction {signature}", "a transaction still on its way is found by hypernode tx resume");
        var calls = TransactionCalls.Read(found.Transaction.Message, found.Meta?.LoadedWritable ?? [], found.Meta?.LoadedReadOnly ?? []);
        var events = found.Meta?.InnerInstructions is null ? [] : TransactionEvents.Read(found, [.. KnownPrograms.All.Select(program => program.DecodeEvent)]);
        var moves = HyperMoves(found, chain.Network.Mint);
        var document = new JsonObject
        {
            ["signature"] = signature.ToString(),
            ["slot"] = found.Slot,
            ["at"] = found.BlockTime,
            ["succeeded"] = found.Meta is { Error: null },
            ["error"] = found.Meta?.Error?.ToString(),
            ["feeLamports"] = found.Meta?.FeeLamports.ToString(CultureInfo.InvariantCulture),
            ["computeUnits"] = found.Meta?.UnitsConsumed,
            ["instructions"] = CallsView.ToJson(calls),
            ["events"] = new JsonArray([.. events.Select(emitted => new JsonObject
            {
                ["program"] = KnownPrograms.Find(emitted.ProgramId)!.Name,
                ["event"] = emitted.Event.EventName,
                ["fields"] = new JsonArray([.. FieldReader.Read(emitted.Event).Select(field => new JsonObject { ["name"] = field.Name, ["value"] = field.Text })]),
            })]),
            ["hyper"] = new JsonArray([.. moves.Select(move => new JsonObject
            {
                ["account"] = move.Account.ToString(),
                ["before"] = move.Before.BaseUnits.ToString(CultureInfo.InvariantCulture),
                ["after"] = move.After.BaseUnits.ToString(CultureInfo.InvariantCulture),
            })]),
        };
        call.Output.Result("hypernode.tx.v1", document, output =>
        {
            output.Record(
            [
                ("transaction", signature.ToString()),
                ("slot", $"{found.Slot}{(found.BlockTime is { } at ? $", {TimeText.Of(at)}" : "")}"),
                ("outcome", found.Meta is null ? "not recorded by this server" : found.Meta.Error is { } error ? $"failed: {error}" : "succeeded"),
                ("fee", $"{SolText.Of(new Lamports(found.Meta?.FeeLamports ?? 0))}, {found.Meta?.UnitsConsumed} compute units"),
            ]);
            CallsView.Draw(output, calls);
            foreach (var emitted in events)
            {
                output.Line($"reported: {KnownPrograms.Find(emitted.ProgramId)!.Name} {emitted.Event.EventName}");
                output.Record(FieldReader.Read(emitted.Event).Where(field => field.IsSet).Select(field => ($"   {field.Name}", field.Text)));
            }

            foreach (var move in moves)
            {
                output.Line($"HYPER of {move.Account}: {move.Before} -> {move.After}");
            }
        });
    }

    private static List<(Address Account, HyperAmount Before, HyperAmount After)> HyperMoves(TransactionInfo found, Address mint)
    {
        var before = Balances(found.Meta?.PreTokenBalances);
        var after = Balances(found.Meta?.PostTokenBalances);
        return
        [
            .. before.Keys.Union(after.Keys).Order()
                .Select(place => (found.Accounts[place], new HyperAmount(before.GetValueOrDefault(place)), new HyperAmount(after.GetValueOrDefault(place))))
                .Where(move => move.Item2 != move.Item3),
        ];

        Dictionary<int, ulong> Balances(IReadOnlyList<TokenBalance>? balances) =>
            (balances ?? []).Where(balance => balance.Mint == mint).ToDictionary(balance => balance.AccountIndex, balance => balance.Amount.Amount);
    }
}
