using Hypernode.Cli.Chain;
using Hypernode.Cli.Wallets;

namespace Hypernode.Cli.Commands;

/// <summary>A subcommand that puts a transaction on chain with the wallet in use.</summary>
internal abstract class SigningCommand(string name, string description, params string[] examples) : CliCommand(name, description, examples)
{
    protected sealed override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var wallet = WalletReference.Of(call);
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        await RunAsync(new Signing(call, chain, wallet), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends and reports.</summary>
    protected abstract Task RunAsync(Signing signing, CancellationToken cancellationToken);
}
