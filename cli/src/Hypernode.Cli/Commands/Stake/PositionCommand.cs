using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;
using Hypernode.Solana.Sending;

namespace Hypernode.Cli.Commands.Stake;

/// <summary>A subcommand that acts on one position; its result is the position afterwards.</summary>
internal abstract class PositionCommand : SigningCommand
{
    private readonly Argument<string> _position;

    protected PositionCommand(string name, string description, params string[] examples)
        : base(name, description, examples) => _position = Argument<string>("POSITION", "Address of the position; hypernode stake list shows them.");

    protected sealed override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var address = Parsing.Address(signing.Call.Required(_position));
        await RunAsync(signing, await ReadAsync(signing, address, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends and reports.</summary>
    protected abstract Task RunAsync(Signing signing, ChainAccount<Position> position, CancellationToken cancellationToken);

    /// <summary>Reads the position again and writes the result.</summary>
    /// <param name="signing">The call.</param>
    /// <param name="schema">Name and version of the document.</param>
    /// <param name="sent">The transaction.</param>
    /// <param name="before">The position before it.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <param name="more">Adds what the position itself does not tell.</param>
    protected static async Task ReportAsync(
        Signing signing, string schema, SendResult sent, ChainAccount<Position> before, CancellationToken cancellationToken, Action<Facts, Position>? more = null)
    {
        var after = (await ReadAsync(signing, before.Address, cancellationToken).ConfigureAwait(false)).Value;
        var facts = new Facts().Address("position", "position", before.Address);
        more?.Invoke(facts, after);
        signing.Report(schema, sent, facts
            .Hyper("amount", "staked", new HyperAmount(after.Amount))
            .Hyper("unbondingAmount", "unbonding", new HyperAmount(after.UnbondingAmount))
            .Weight("weight", "weight", after.Weight)
            .Text("pledge", "pledge", after.Pledge.ToString())
            .Address("subject", "backs", after.Pledge == PledgeStatus.Free ? null : after.Subject)
            .Time("unlockAt", "unlocks", after.UnlockAt));
    }

    private static Task<ChainAccount<Position>> ReadAsync(Signing signing, Solana.Addresses.Address address, CancellationToken cancellationToken) =>
        signing.Chain.RequireAsync<Position>(StakingProgram.Id, address, "position", "hypernode stake list", cancellationToken);
}
