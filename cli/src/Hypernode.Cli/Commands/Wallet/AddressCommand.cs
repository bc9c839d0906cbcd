using System.Text.Json.Nodes;
using Hypernode.Cli.Wallets;

namespace Hypernode.Cli.Commands.Wallet;

internal sealed class AddressCommand() : CliCommand(
    "address", "Print the address of the wallet in use.", "hypernode wallet address", "hypernode wallet address --wallet ci")
{
    protected override Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var address = WalletReference.Of(call).Address.ToString();
        call.Output.Result("hypernode.address.v1", new JsonObject { ["address"] = address }, output => output.Line(address));
        return Task.CompletedTask;
    }
}
