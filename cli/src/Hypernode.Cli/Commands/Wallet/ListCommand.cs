using System.Text.Json.Nodes;
using Hypernode.Cli.Wallets;

namespace Hypernode.Cli.Commands.Wallet;

internal sealed class ListCommand() : CliCommand("list", "List the wallets of this profile.", "hypernode wallet list --json")
{
    protected override Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var wallets = WalletStore.OfUser().List();
        var document = new JsonObject
        {
            ["wallets"] = new JsonArray([.. wallets.Select(w => new JsonObject { ["name"] = w.Name, ["address"] = w.Address })]),
        };
        call.Output.Result("hypernode.wallets.v1", document, output =>
        {
            if (wallets.Count == 0)
            {
                output.Line("No wallet yet. Make one: hypernode wallet new default");
                return;
            }

            output.Table(["wallet", "address"], wallets.Select(w => (string[])[w.Name, w.Address]));
        });
        return Task.CompletedTask;
    }
}
