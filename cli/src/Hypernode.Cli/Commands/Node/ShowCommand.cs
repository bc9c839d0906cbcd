using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Decoding;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Client.Staking;

namespace Hypernode.Cli.Commands.Node;

internal sealed class ShowCommand : CliCommand
{
    private readonly NodeOption _node = new();

    public ShowCommand()
        : base("show", "Show a node as the chain knows it: its record, its bond, its policy.", "hypernode node show --node 6AqF...", "hypernode node show --json") =>
        _node.AddTo(this);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var address = _node.AddressOf(call);
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var node = await NodeAccount.ReadAsync(chain, address, cancellationToken).ConfigureAwait(false);
        var reputation = await chain.RequireAsync<Reputation>(
            RegistryProgram.Id, RegistryAddresses.FindReputationAddress(address).Address, "reputation", null, cancellationToken).ConfigureAwait(false);
        var bond = await new ProgramAccounts(chain.Rpc, StakingProgram.Id)
            .FetchAsync<Bond>(StakingAddresses.FindBondAddress(address).Address, cancellationToken).ConfigureAwait(false);
        var document = NodeDocument.ToJson(node);
        document["reputation"] = new JsonObject
        {
            ["tier"] = reputation.Value.Tier.ToString(),
            ["score"] = reputation.Value.Score,
            ["completed"] = reputation.Value.Completed,
            ["failed"] = reputation.Value.Failed,
            ["timedOut"] = reputation.Value.TimedOut,
            ["invalid"] = reputation.Value.Invalid,
            ["declined"] = reputation.Value.Declined,
        };
        document["pledged"] = NodeDocument.Units(bond?.Value.Pledged ?? 0);
        call.Output.Result("hypernode.node.v1", document, output => output.Record(
        [
            ("node", address.ToString()),
            ("reputation", $"{reputation.Value.Tier}, score {reputation.Value.Score} of 1000; {reputation.Value.Completed} completed, {reputation.Value.Failed} failed, "
                + $"{reputation.Value.TimedOut} late, {reputation.Value.Invalid} invalid, {reputation.Value.Declined} declined"),
            ("pledged", $"{new HyperAmount(bond?.Value.Pledged ?? 0)} HYPER{(bond?.Value.Frozen > 0 ? $", frozen by {bond.Value.Frozen} reports" : "")}"),
            ("hours", NodeHours.Text(node.Value.Hours)),
            .. FieldReader.Read(node.Value).Where(field => field.IsSet && !string.Equals(field.Name, "hours", StringComparison.Ordinal)).Select(field => (field.Name, field.Text)),
        ]));
    }
}
