using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Credit;

/// <summary>A subcommand that changes one credit.</summary>
internal abstract class CreditCommand : SigningCommand
{
    private readonly Argument<string> _credit = CreditAccount.Argument();

    protected CreditCommand(string name, string description, params string[] examples)
        : base(name, description, examples) => Arguments.Add(_credit);

    protected sealed override async Task RunAsync(Signing signing, CancellationToken cancellationToken) =>
        await RunAsync(signing, await ReadAsync(signing, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Sends and reports.</summary>
    protected abstract Task RunAsync(Signing signing, ChainAccount<Client.Markets.Credit> credit, CancellationToken cancellationToken);

    /// <summary>Reads the credit again.</summary>
    protected Task<ChainAccount<Client.Markets.Credit>> ReadAsync(Signing signing, CancellationToken cancellationToken) =>
        CreditAccount.ReadAsync(signing.Chain, signing.Call.Required(_credit), cancellationToken);
}
