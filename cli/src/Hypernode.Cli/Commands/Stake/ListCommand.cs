using System.CommandLine;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Primitives;

namespace Hypernode.Cli.Commands.Stake;

internal sealed class ListCommand : CliCommand
{
    private readonly Option<string?> _owner;

    public ListCommand()
        : base("list", "List positions; by default those of the wallet in use.", "hypernode stake list", "hypernode stake list --owner 4Nus... --json") =>
        _owner = Option<string?>("--owner", "Positions of this address.");

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var owner = call.Get(_owner) is { } text ? Parsing.Address(text) : WalletReference.Of(call).Address;
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var positions = await OwnPositions.ListAsync(chain, owner, cancellationToken).ConfigureAwait(false);
        var document = new JsonObject
        {
            ["owner"] = owner.ToString(),
            ["positions"] = new JsonArray([.. positions.Select(PositionDocument.ToJson)]),
        };
        call.Output.Result("hypernode.stake.v1", document, output =>
        {
            if (positions.Count == 0)
            {
                output.Line("No positions.");
                return;
            }

            output.Table(["position", "HYPER", "unbonding", "weight", "unlocks", "backs"], positions.Select(position => (string[])
            [
                position.Address.ToString(), new HyperAmount(position.Value.Amount).ToString(), new HyperAmount(position.Value.UnbondingAmount).ToString(),
                WeightText.Of(position.Value.Weight), TimeText.Of(position.Value.UnlockAt),
                position.Value.Subject == default ? "-" : position.Value.Subject.ToString(),
            ]));
        });
    }
}
