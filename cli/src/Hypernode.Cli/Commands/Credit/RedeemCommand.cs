using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;

namespace Hypernode.Cli.Commands.Credit;

internal sealed class RedeemCommand : SigningCommand
{
    private readonly Argument<string> _voucher;

    public RedeemCommand()
        : base(
            "redeem",
            "Turn a voucher into HYPER for its payee, less the fees of a settlement; anyone may. Only what it adds to earlier ones is paid.",
            "hypernode credit redeem voucher.json") =>
        _voucher = Argument<string>("VOUCHER", "File that credit voucher --out wrote.");

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var path = signing.Call.Required(_voucher);
        var voucher = File.Exists(path) ? Voucher.Read(path) : throw new CliException(ExitCode.NotFound, $"there is no file {path}", "hypernode credit voucher --out writes one");
        var credit = await CreditAccount.ReadAsync(signing.Chain, voucher.Credit.ToString(), cancellationToken).ConfigureAwait(false);
        var genesis = signing.Chain.Network.Genesis;
        if (voucher.Key != credit.Value.SessionKey || voucher.OpenedSlot != credit.Value.OpenedSlot || !voucher.IsSigned(genesis))
        {
            throw new CliException(ExitCode.VerificationFailed, "the voucher is not signed by the credit's key for this credit on this network", "ask for another");
        }

        var config = await signing.Chain.ConfigAsync<Client.Markets.Config>(MarketsProgram.Id, MarketsProgram.Name, cancellationToken).ConfigureAwait(false);
        var redeem = signing.Chain.CreditRecipes().Redeem(
            signing.Signer, credit.Address, credit.Value, genesis, voucher.Cumulative, voucher.Signature, config.Params.FeeShards);
        var sent = await signing.SendAsync("redeem voucher", redeem, null, cancellationToken).ConfigureAwait(false);
        var after = await CreditAccount.ReadAsync(signing.Chain, voucher.Credit.ToString(), cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.credit.redeemed.v1", sent, CreditAccount.FactsOf(after)
            .Hyper("paid", "paid with this voucher", new HyperAmount(after.Value.Redeemed - credit.Value.Redeemed)));
    }
}
