using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Primitives;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;

namespace Hypernode.Cli.Commands.Wallet;

internal sealed class BalanceCommand : CliCommand
{
    private readonly Argument<string?> _address;

    public BalanceCommand()
        : base("balance", "Show the SOL and HYPER of an address.", "hypernode wallet balance", "hypernode wallet balance 4NusgMnxBWLyN1a8rCof8hTNJrtV9ePdsq1BFyWR35aU --json") =>
        _address = Argument<string?>("ADDRESS", "Whose balance; default: the wallet in use.", argument =>
        {
            argument.Arity = ArgumentArity.ZeroOrOne;
            return argument;
        });

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var address = call.Parse.GetValue(_address) is { } text ? Parsing.Address(text) : WalletReference.Of(call).Address;
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var accounts = await chain.Rpc.GetAccountsAsync([address, AssociatedToken.Find(address, chain.Network.Mint)], null, null, cancellationToken).ConfigureAwait(false);
        var lamports = new Lamports(accounts.Value[0]?.Lamports ?? 0);
        var hyper = accounts.Value[1] is { Data.Length: TokenAccountData.Length } tokens ? TokenAccountData.AmountOf(tokens.Data.Span) : HyperAmount.Zero;

        var document = new JsonObject
        {
            ["address"] = address.ToString(),
            ["lamports"] = lamports.Value.ToString(CultureInfo.InvariantCulture),
            ["hyper"] = hyper.BaseUnits.ToString(CultureInfo.InvariantCulture),
            ["slot"] = accounts.Slot,
        };
        call.Output.Result("hypernode.balance.v1", document, output =>
            output.Record([("address", address.ToString()), ("SOL", SolText.Of(lamports)), ("HYPER", hyper.ToString()), ("slot", accounts.Slot.ToString(CultureInfo.InvariantCulture))]));
    }
}
