using System.CommandLine;
using System.Security.Cryptography;
using Hypernode.Cli.Chain;
using Hypernode.Crypto.Ed25519;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Keys;

namespace Hypernode.Cli.Commands.Credit;

internal sealed class OpenCommand : SigningCommand
{
    private const int IdLength = 16;

    private readonly Argument<string> _payee;
    private readonly Argument<string> _amount;
    private readonly Option<string> _keyFile;

    public OpenCommand()
        : base(
            "open",
            "Set HYPER aside for one payee, who is paid against vouchers signed off chain; what is never promised returns.",
            "hypernode credit open 8Lm4... 50 --key-file ./vouchers.json")
    {
        _payee = Argument<string>("PAYEE", "Who is paid.");
        _amount = Argument<string>("AMOUNT", "First deposit: HYPER as 50, or base units as 50000000u.");
        _keyFile = Option<string>("--key-file", "File of the key that signs the vouchers; made where it does not exist.", option =>
        {
            option.HelpName = "FILE";
            option.Required = true;
            return option;
        });
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var call = signing.Call;
        var payee = Parsing.Address(call.Required(_payee));
        var amount = Parsing.Amount(call.Required(_amount));
        var path = call.Required(_keyFile);
        if (!File.Exists(path))
        {
            using var made = Ed25519KeyPair.Generate();
            KeyFile.Create(path, made);
        }

        using var key = KeyFile.Load(path);
        var id = RandomNumberGenerator.GetBytes(IdLength);
        var sent = await signing.SendAsync(
            "open credit", [signing.Chain.CreditRecipes().Open(signing.Signer, payee, id, key.Address, amount.BaseUnits)], new Payment(amount, "vault of the credit"),
            cancellationToken).ConfigureAwait(false);
        var credit = await CreditAccount.ReadAsync(signing.Chain, CreditRecipes.AddressOf(signing.Signer, payee, id).ToString(), cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.credit.opened.v1", sent, CreditAccount.FactsOf(credit).Text("keyFile", "key file", Path.GetFullPath(path)));
    }
}
