using Hypernode.Cli.Commands;
using Hypernode.Cli.Wallets;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Chain;

/// <summary>
/// Shows what a transaction will change, asks, signs, sends and waits. A transaction that a program would refuse is refused here,
/// before anybody signs.
/// </summary>
internal sealed class TransactionFlow(Invocation call, ChainSession chain, WalletReference wallet)
{
    /// <summary>Puts the instructions on chain in one transaction.</summary>
    /// <param name="purpose">A few words such as "post job".</param>
    /// <param name="instructions">What it calls.</param>
    /// <param name="payment">HYPER that leaves the wallet; null = none.</param>
    /// <param name="cancellationToken">Stops waiting; a sent transaction stays in the journal.</param>
    /// <param name="signers">Signers besides the wallet.</param>
    public async Task<SendResult> SendAsync(
        string purpose, IReadOnlyList<Instruction> instructions, Payment? payment, CancellationToken cancellationToken, params IReadOnlyList<ISigner> signers)
    {
        var preview = await TransactionPreview.SimulateAsync(chain, wallet.Address, instructions, payment, cancellationToken).ConfigureAwait(false);
        preview.Show(call.Output, purpose, wallet.Address, payment);
        Confirm(purpose, preview, payment);

        using var signer = wallet.Open();
        using var journal = chain.OpenJournal();
        call.Output.Progress($"{purpose}: signed and sent, waiting for confirmation");
        var result = await chain.Sender(journal).SendAsync(
            new SendRequest { FeePayer = signer, Instructions = instructions, Purpose = purpose, Signers = signers }, cancellationToken).ConfigureAwait(false);
        call.Output.Progress($"{purpose}: confirmed in slot {result.Slot}, {result.Signature}");
        return result;
    }

    private void Confirm(string purpose, TransactionPreview preview, Payment? payment)
    {
        var amount = preview.Moves(payment);
        if (amount > Payment.MustBeTyped)
        {
            call.Prompt.ConfirmByTyping(amount.ToString(), $"{purpose} moves more than {Payment.MustBeTyped} HYPER.");
            return;
        }

        call.Prompt.Confirm("Sign and send?", answeredByOption: call.Get(GlobalOptions.Yes));
    }
}
