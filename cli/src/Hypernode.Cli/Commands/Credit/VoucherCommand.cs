using System.CommandLine;
using System.Globalization;
using Hypernode.Cli.Chain;
using Hypernode.Client.Primitives;
using Hypernode.Protocol.Networks;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Keys;

namespace Hypernode.Cli.Commands.Credit;

internal sealed class VoucherCommand : CliCommand
{
    private readonly Argument<string> _credit = CreditAccount.Argument();
    private readonly Argument<string> _amount;
    private readonly Option<string> _keyFile;
    private readonly Option<ulong?> _openedSlot;
    private readonly Option<string?> _out;

    public VoucherCommand()
        : base(
            "voucher",
            "Sign a promise of a credit: the payee may redeem so much in all. With --opened-slot no server is asked. Each voucher replaces the smaller ones before it.",
            "hypernode credit voucher 2Wd7... 12.5 --key-file ./vouchers.json --out voucher.json",
            "hypernode credit voucher 2Wd7... 12.5 --key-file ./vouchers.json --opened-slot 312456789 --out voucher.json")
    {
        Arguments.Add(_credit);
        _amount = Argument<string>("AMOUNT", "All that was ever promised, this voucher included: HYPER as 12.5, or base units as 12500000u.");
        _keyFile = Option<string>("--key-file", "File of the key that the credit names.", option =>
        {
            option.HelpName = "FILE";
            option.Required = true;
            return option;
        });
        _openedSlot = Option<ulong?>("--opened-slot", "Slot in which the credit was opened, as credit show says.", option =>
        {
            option.HelpName = "SLOT";
            return option;
        });
        _out = Option<string?>("--out", "File for the voucher, which its payee redeems.", option =>
        {
            option.HelpName = "FILE";
            return option;
        });
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var credit = Parsing.Address(call.Required(_credit));
        var amount = Parsing.Amount(call.Required(_amount));
        using var key = KeyFile.Load(call.Required(_keyFile));
        var genesis = NetworkEndpoints.Discover(call.Get(GlobalOptions.Endpoints)).Genesis;
        var openedSlot = call.Get(_openedSlot) ?? await OpenedSlotAsync(call, key, amount, cancellationToken).ConfigureAwait(false);
        var signature = key.Sign(CreditRecipes.Voucher(genesis, credit, openedSlot, amount.BaseUnits));
        var voucher = new Voucher(credit, openedSlot, amount.BaseUnits, key.Address, signature);
        if (call.Get(_out) is { } path)
        {
            voucher.Write(path);
        }

        call.Output.Result(Voucher.Schema, voucher.ToJson(), output => output.Record(
        [
            ("credit", credit.ToString()), ("promised in all", $"{amount} HYPER"), ("opened in slot", openedSlot.ToString(CultureInfo.InvariantCulture)),
            ("key", key.Address.ToString()), ("signature", signature.ToString()),
        ]));
    }

    /// <summary>Reads the slot from the credit, and refuses a voucher that nobody could redeem.</summary>
    private async Task<ulong> OpenedSlotAsync(Invocation call, KeyPairSigner key, HyperAmount amount, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var credit = await CreditAccount.ReadAsync(chain, call.Required(_credit), cancellationToken).ConfigureAwait(false);
        if (credit.Value.SessionKey != key.Address)
        {
            throw new CliException(ExitCode.Usage, $"the credit's vouchers are signed by {credit.Value.SessionKey}, and this is {key.Address}", "name that key's file with --key-file");
        }

        return amount.BaseUnits <= credit.Value.Deposited
            ? credit.Value.OpenedSlot
            : throw new CliException(
                ExitCode.Funds, $"{amount} HYPER are more than the {new HyperAmount(credit.Value.Deposited)} ever deposited", $"hypernode credit fund {credit.Address} AMOUNT");
    }
}
