using System.CommandLine;
using System.Text.Json.Nodes;
using Hypernode.Cli.Wallets;
using Hypernode.Crypto.Ed25519;

namespace Hypernode.Cli.Commands.Wallet;

internal sealed class NewCommand : CliCommand
{
    private readonly Argument<string> _name;

    public NewCommand()
        : base("new", "Make a key pair and store it encrypted.", "hypernode wallet new default", "hypernode wallet new ci --passphrase-file ./passphrase") =>
        _name = Argument<string>("NAME", "Name of the wallet: 1 to 32 of a-z, 0-9, '-', '_'.");

    protected override Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var key = Ed25519KeyPair.Generate();
        StoredWallet.Save(call, call.Required(_name), key);
        return Task.CompletedTask;
    }
}
