using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Node;

/// <summary>A subcommand that acts on one node account; its result is the node afterwards.</summary>
internal abstract class NodeAccountCommand : SigningCommand
{
    private readonly NodeOption _node = new();

    protected NodeAccountCommand(string name, string description, params string[] examples)
        : base(name, description, examples) => _node.AddTo(this);

    /// <summary>The node the call means.</summary>
    protected NodeOption Node => _node;

    protected sealed override async Task RunAsync(Signing signing, CancellationToken cancellationToken) =>
        await RunAsync(signing, await ReadAsync(signing, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Sends and reports.</summary>
    protected abstract Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken);

    /// <summary>Sends one instruction and reports the node afterwards.</summary>
    /// <param name="signing">The call.</param>
    /// <param name="purpose">A few words such as "drain node".</param>
    /// <param name="instruction">What is called.</param>
    /// <param name="schema">Name and version of the document.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <param name="more">Adds what the command changes.</param>
    protected async Task ApplyAsync(
        Signing signing, string purpose, Instruction instruction, string schema, CancellationToken cancellationToken, Action<Facts, Client.Registry.Node>? more = null) =>
        await ReportAsync(
            signing, schema, await signing.SendAsync(purpose, cancellationToken, instruction).ConfigureAwait(false), cancellationToken, more).ConfigureAwait(false);

    /// <summary>Reads the node again and writes the result.</summary>
    protected async Task ReportAsync(
        Signing signing, string schema, SendResult sent, CancellationToken cancellationToken, Action<Facts, Client.Registry.Node>? more = null)
    {
        var after = await ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var facts = new Facts().Address("node", "node", after.Address).Text("status", "status", after.Value.Status.ToString());
        more?.Invoke(facts, after.Value);
        signing.Report(schema, sent, facts);
    }

    private Task<ChainAccount<Client.Registry.Node>> ReadAsync(Signing signing, CancellationToken cancellationToken) =>
        NodeAccount.ReadAsync(signing.Chain, _node.AddressOf(signing.Call), cancellationToken);
}
