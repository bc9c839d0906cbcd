using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Sending;

namespace Hypernode.Cli.Commands.Gov;

/// <summary>A subcommand that moves one proposal on.</summary>
internal abstract class ProposalCommand : SigningCommand
{
    private readonly Argument<string> _proposal;

    protected ProposalCommand(string name, string description, params string[] examples)
        : base(name, description, examples) => _proposal = Argument<string>("PROPOSAL", ProposalAccount.Description);

    protected sealed override async Task RunAsync(Signing signing, CancellationToken cancellationToken) =>
        await RunAsync(signing, await ReadAsync(signing, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Sends and reports.</summary>
    protected abstract Task RunAsync(Signing signing, ChainAccount<Proposal> proposal, CancellationToken cancellationToken);

    /// <summary>Reads the proposal again.</summary>
    protected Task<ChainAccount<Proposal>> ReadAsync(Signing signing, CancellationToken cancellationToken) =>
        ProposalAccount.ReadAsync(signing.Chain, signing.Call.Required(_proposal), cancellationToken);

    /// <summary>The recipes of the network in use.</summary>
    protected static GovernanceRecipes Recipes(Signing signing) => new(signing.Chain.Network.Mint);

    /// <summary>Writes the result: the proposal afterwards.</summary>
    protected async Task ReportAsync(Signing signing, string schema, SendResult sent, CancellationToken cancellationToken, Action<Facts, Proposal>? more = null)
    {
        var after = await ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var facts = new Facts()
            .Hidden("proposal", after.Address.ToString())
            .Shown("proposal", $"{after.Value.Id} ({after.Address})")
            .Hidden("id", after.Value.Id)
            .Text("status", "status", after.Value.Status.ToString());
        more?.Invoke(facts, after.Value);
        signing.Report(schema, sent, facts);
    }
}
