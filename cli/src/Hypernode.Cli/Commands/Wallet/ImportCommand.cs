using System.CommandLine;
using Hypernode.Solana.Keys;

namespace Hypernode.Cli.Commands.Wallet;

internal sealed class ImportCommand : CliCommand
{
    private readonly Argument<string> _name;
    private readonly Option<string> _keyFile;

    public ImportCommand()
        : base("import", "Encrypt the key of a key file into this profile; the file itself stays as it is.", "hypernode wallet import trading --key-file ./id.json")
    {
        _name = Argument<string>("NAME", "Name of the wallet: 1 to 32 of a-z, 0-9, '-', '_'.");
        _keyFile = Option<string>("--key-file", "Key file of the Solana tools: 64 numbers as JSON, mode 0600.", option =>
        {
            option.Required = true;
            option.HelpName = "FILE";
            return option;
        });
    }

    protected override Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var key = KeyFile.LoadKeyPair(call.Required(_keyFile));
        StoredWallet.Save(call, call.Required(_name), key);
        return Task.CompletedTask;
    }
}
