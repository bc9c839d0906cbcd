using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node.Fingerprints;

internal sealed class ReleaseCommand : NodeAccountCommand
{
    private readonly Argument<string> _card;

    public ReleaseCommand()
        : base("release", "Take a card off the node; it rests before another node may bind it. The node's authority signs.", "hypernode node fingerprint release GPU-5d3c9f2a") =>
        _card = Argument<string>("CARD", CardHash.Description);

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        var hash = CardHash.Of(signing.Call.Required(_card));
        await ApplyAsync(
            signing, "release fingerprint", NodeRecipes.ReleaseFingerprint(node.Address, signing.Signer, hash), "hypernode.node.fingerprint.released.v1", cancellationToken, (facts, after) => facts
            .Address("fingerprint", "fingerprint", RegistryAddresses.FindFingerprintAddress(hash).Address)
            .Number("bound", "cards bound", after.Fingerprints)).ConfigureAwait(false);
    }
}
