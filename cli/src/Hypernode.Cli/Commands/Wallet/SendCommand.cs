using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Primitives;
using Hypernode.Solana.Tokens;

namespace Hypernode.Cli.Commands.Wallet;

internal sealed class SendCommand : CliCommand
{
    private readonly Argument<string> _to;
    private readonly Argument<string> _amount;

    public SendCommand()
        : base("send", "Send HYPER to an address.", "hypernode wallet send 4NusgMnxBWLyN1a8rCof8hTNJrtV9ePdsq1BFyWR35aU 12.5", "hypernode wallet send 4NusgMnxBWLyN1a8rCof8hTNJrtV9ePdsq1BFyWR35aU 1500000u --yes")
    {
        _to = Argument<string>("ADDRESS", "Who gets it.");
        _amount = Argument<string>("AMOUNT", "HYPER as 1.5, or base units as 1500000u.");
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var to = Parsing.Address(call.Required(_to));
        var amount = Parsing.Amount(call.Required(_amount));
        var wallet = WalletReference.Of(call);
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var mint = chain.Network.Mint;
        var result = await new TransactionFlow(call, chain, wallet).SendAsync(
            "send HYPER",
            [
                AssociatedToken.CreateIdempotent(wallet.Address, to, mint),
                TokenProgram.TransferChecked(
                    AssociatedToken.Find(wallet.Address, mint), mint, AssociatedToken.Find(to, mint), wallet.Address, amount.BaseUnits, HyperAmount.Decimals),
            ],
            new Payment(amount, $"account of {to}"),
            cancellationToken).ConfigureAwait(false);

        var document = new JsonObject
        {
            ["signature"] = result.Signature.ToString(),
            ["slot"] = result.Slot,
            ["to"] = to.ToString(),
            ["hyper"] = amount.BaseUnits.ToString(CultureInfo.InvariantCulture),
        };
        call.Output.Result("hypernode.transfer.v1", document, output =>
            output.Record([("sent", $"{amount} HYPER"), ("to", to.ToString()), ("signature", result.Signature.ToString())]));
    }
}
