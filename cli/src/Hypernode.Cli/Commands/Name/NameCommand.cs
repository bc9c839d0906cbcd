using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Solana.Sending;

namespace Hypernode.Cli.Commands.Name;

/// <summary>A subcommand that acts on one name; its result is the name afterwards.</summary>
internal abstract class NameCommand : SigningCommand
{
    private readonly Argument<string> _name;

    protected NameCommand(string name, string description, params string[] examples)
        : base(name, description, examples) => _name = Argument<string>("NAME", NameText.Description);

    /// <summary>The name of the call.</summary>
    protected string TextOf(Signing signing) => NameText.Parse(signing.Call.Required(_name));

    /// <summary>Reads the name.</summary>
    protected Task<ChainAccount<Client.Registry.Name>> ReadAsync(Signing signing, CancellationToken cancellationToken) =>
        NameAccount.ReadAsync(signing.Chain, TextOf(signing), cancellationToken);

    /// <summary>Writes the result: the name afterwards.</summary>
    protected async Task ReportAsync(Signing signing, string schema, SendResult sent, CancellationToken cancellationToken)
    {
        var after = await ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        signing.Report(schema, sent, new Facts()
            .Text("name", "name", TextOf(signing))
            .Address("account", "account", after.Address)
            .Address("owner", "owner", after.Value.Owner)
            .Address("target", "stands for", after.Value.Target == default ? null : after.Value.Target)
            .Time("expiresAt", "paid until", after.Value.ExpiresAt));
    }
}
