using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Sending;

namespace Hypernode.Cli.Commands.Peering;

/// <summary>A subcommand that signs or ends the peering of a node and a requester.</summary>
internal abstract class PeeringCommand : SigningCommand
{
    private readonly Argument<string> _node;
    private readonly Option<string?> _requester;

    protected PeeringCommand(string name, string description, params string[] examples)
        : base(name, description, examples)
    {
        _node = Argument<string>("NODE", "Address of the node.");
        _requester = Option<string?>("--requester", "The requester; default: the wallet in use. The node's authority names it.", option =>
        {
            option.HelpName = "ADDRESS";
            return option;
        });
    }

    /// <summary>The node of the call.</summary>
    protected Address NodeOf(Signing signing) => Parsing.Address(signing.Call.Required(_node));

    /// <summary>The requester of the call.</summary>
    protected Address RequesterOf(Signing signing) => signing.Call.Get(_requester) is { } text ? Parsing.Address(text) : signing.Signer;

    /// <summary>The peering of both.</summary>
    protected Task<ChainAccount<Client.Registry.Peering>> ReadAsync(Signing signing, CancellationToken cancellationToken) =>
        signing.Chain.RequireAsync<Client.Registry.Peering>(
            RegistryProgram.Id, PeeringRecipes.AddressOf(NodeOf(signing), RequesterOf(signing)), "peering", "hypernode peering list", cancellationToken);

    /// <summary>Writes the result: the peering afterwards.</summary>
    protected async Task ReportAsync(Signing signing, string schema, SendResult sent, CancellationToken cancellationToken)
    {
        var after = await ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        signing.Report(schema, sent, new Facts()
            .Address("peering", "peering", after.Address)
            .Address("node", "node", after.Value.Node)
            .Address("requester", "requester", after.Value.Requester)
            .Time("nodeSignedAt", "node signed", after.Value.NodeSignedAt)
            .Time("requesterSignedAt", "requester signed", after.Value.RequesterSignedAt)
            .Time("expiresAt", "until", after.Value.ExpiresAt));
    }
}
