using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node.Fingerprints;

internal sealed class BindCommand : NodeAccountCommand
{
    private readonly Argument<string> _card;

    public BindCommand()
        : base("bind", "Bind a card to the node; its operator signs and pays the rent.", "hypernode node fingerprint bind GPU-5d3c9f2a --wallet ./node/operator.json") =>
        _card = Argument<string>("CARD", CardHash.Description);

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        var hash = CardHash.Of(signing.Call.Required(_card));
        await ApplyAsync(
            signing, "bind fingerprint", NodeRecipes.BindFingerprint(node.Address, signing.Signer, hash), "hypernode.node.fingerprint.bound.v1", cancellationToken, (facts, after) => facts
            .Address("fingerprint", "fingerprint", RegistryAddresses.FindFingerprintAddress(hash).Address)
            .Text("hash", "hash", Convert.ToHexStringLower(hash))
            .Number("bound", "cards bound", after.Fingerprints)).ConfigureAwait(false);
    }
}
