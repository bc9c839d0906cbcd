using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Group;

/// <summary>A subcommand that acts on one group.</summary>
internal abstract class GroupCommand : SigningCommand
{
    private readonly Argument<string> _group;

    protected GroupCommand(string name, string description, params string[] examples)
        : base(name, description, examples) => _group = Argument<string>("GROUP", "Address of the group; hypernode group list shows them.");

    protected sealed override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var group = await GroupAccount.ReadAsync(signing.Chain, Parsing.Address(signing.Call.Required(_group)), cancellationToken).ConfigureAwait(false);
        await RunAsync(signing, group, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends and reports.</summary>
    protected abstract Task RunAsync(Signing signing, ChainAccount<Client.Registry.Group> group, CancellationToken cancellationToken);
}
