using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Nodes;
using Hypernode.Client.Queries;
using Hypernode.Crypto.Ed25519;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Programs;

namespace Hypernode.Cli.Commands.Node;

internal sealed class RotateOperatorCommand : NodeAccountCommand
{
    private readonly Option<string> _keyFile;

    public RotateOperatorCommand()
        : base(
            "rotate-operator",
            "Give the node another hot key; the old one can do nothing from then on. Its authority signs.",
            "hypernode node rotate-operator --key-file ./node/operator-2.json") =>
        _keyFile = Option<string>("--key-file", "File of the new key; made where it does not exist.", option =>
        {
            option.Required = true;
            option.HelpName = "FILE";
            return option;
        });

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        var path = signing.Call.Required(_keyFile);
        if (!File.Exists(path))
        {
            using var made = Ed25519KeyPair.Generate();
            KeyFile.Create(path, made);
        }

        using var key = KeyFile.Load(path);
        var rotate = NodeRecipes.RotateOperator(node.Address, signing.Signer, key.Address);
        var fund = SystemProgram.Transfer(signing.Signer, key.Address, NodeFolder.OperatorLamports);
        var sent = await signing.SendAsync("rotate operator", [rotate, fund], null, cancellationToken, key).ConfigureAwait(false);
        await ReportAsync(signing, "hypernode.node.operator.v1", sent, cancellationToken, (facts, after) => facts
            .Address("operator", "operator", after.Operator)
            .Text("keyFile", "key file", Path.GetFullPath(path))).ConfigureAwait(false);
        signing.Call.Output.Progress("name this key file in the worker's configuration (OperatorKeyFile) and start the worker again");
    }
}
