using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Issuer;

/// <summary>A subcommand that acts on one issuer.</summary>
internal abstract class IssuerCommand : SigningCommand
{
    private readonly Argument<string> _key;

    protected IssuerCommand(string name, string description, params string[] examples)
        : base(name, description, examples) => _key = Argument<string>("KEY", IssuerAccount.Description);

    protected sealed override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var issuer = await IssuerAccount.ReadAsync(signing.Chain, Parsing.Address(signing.Call.Required(_key)), cancellationToken).ConfigureAwait(false);
        await RunAsync(signing, issuer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends and reports.</summary>
    protected abstract Task RunAsync(Signing signing, ChainAccount<Client.Registry.Issuer> issuer, CancellationToken cancellationToken);
}
