using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Wire;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands;

/// <summary>A subcommand that lists the accounts of one kind: one document, or a table for people.</summary>
/// <typeparam name="T">Their type.</typeparam>
internal abstract class AccountListCommand<T> : CliCommand
    where T : IProgramAccount<T>
{
    private readonly ListFrame _frame;

    protected AccountListCommand(ListFrame frame, string description, params string[] examples)
        : base("list", description, examples) => _frame = frame;

    protected sealed override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var accounts = await new ProgramAccounts(chain.Rpc, _frame.Program).ListAsync<T>([.. Filters(call, chain)], cancellationToken).ConfigureAwait(false);
        var view = await ViewAsync(chain, cancellationToken).ConfigureAwait(false);
        call.Output.List(_frame.Schema, _frame.Member, [.. Sorted(accounts)], _frame.None, _frame.Columns, view.Document, view.Row);
    }

    /// <summary>What the options leave; the server filters.</summary>
    protected virtual IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain) => [];

    /// <summary>The order of the list; by address where a kind has no better one.</summary>
    protected virtual IEnumerable<ChainAccount<T>> Sorted(IEnumerable<ChainAccount<T>> accounts) => accounts;

    /// <summary>How one account is shown, with what has to be read for that once.</summary>
    protected abstract Task<AccountView<T>> ViewAsync(ChainSession chain, CancellationToken cancellationToken);
}

/// <summary>What a list is called.</summary>
/// <param name="Program">Program of the accounts.</param>
/// <param name="Schema">Name and version of the document.</param>
/// <param name="Member">Member that holds the list.</param>
/// <param name="None">What a reader sees where there are none.</param>
/// <param name="Columns">Heads of the columns.</param>
internal sealed record ListFrame(Address Program, string Schema, string Member, string None, params IReadOnlyList<string> Columns);

/// <summary>How one account of a list is shown.</summary>
/// <param name="Document">As JSON.</param>
/// <param name="Row">As a row.</param>
internal sealed record AccountView<T>(Func<ChainAccount<T>, JsonObject> Document, Func<ChainAccount<T>, IReadOnlyList<string>> Row);
