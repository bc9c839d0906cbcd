using Hypernode.Cli.Commands;
using Hypernode.Cli.Terminal;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Errors;
using Hypernode.Client.Primitives;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Tokens;
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
        await PreviewAsync(purpose, instructions, payment, cancellationToken).ConfigureAwait(false);
        Confirm(purpose, payment);

        using var signer = wallet.Open();
        using var journal = chain.OpenJournal();
        call.Output.Progress($"{purpose}: signed and sent, waiting for confirmation");
        var result = await chain.Sender(journal).SendAsync(
            new SendRequest { FeePayer = signer, Instructions = instructions, Purpose = purpose, Signers = signers }, cancellationToken).ConfigureAwait(false);
        call.Output.Progress($"{purpose}: confirmed in slot {result.Slot}, {result.Signature}");
        return result;
    }

    private async Task PreviewAsync(string purpose, IReadOnlyList<Instruction> instructions, Payment? payment, CancellationToken cancellationToken)
    {
        var blockhash = await chain.Rpc.GetLatestBlockhashAsync(null, cancellationToken).ConfigureAwait(false);
        var message = Message.CompileLegacy(wallet.Address, instructions, blockhash.Hash);
        if (message.TransactionLength > Transaction.MaxLength)
        {
            throw new TransactionTooLargeException(message.TransactionLength);
        }

        var source = AssociatedToken.Find(wallet.Address, chain.Network.Mint);
        var simulation = await chain.Rpc.SimulateTransactionAsync(
            Transaction.Unsigned(message),
            new SimulateOptions(new ReadOptions(MinContextSlot: blockhash.ContextSlot), Accounts: [wallet.Address, source]),
            cancellationToken).ConfigureAwait(false);
        if (simulation.Value.Error is not null)
        {
            throw simulation.Value.ToException(message, ProgramErrors.NameOf);
        }

        var fee = await chain.Rpc.GetFeeForMessageAsync(message, null, cancellationToken).ConfigureAwait(false);
        call.Output.Notice($"{purpose}, signed by {wallet.Address}");
        foreach (var address in message.StaticAccounts.Where((address, place) => message.IsWritable(place) && address != wallet.Address))
        {
            call.Output.Notice($"  changes   {address}");
        }

        if (payment is not null)
        {
            call.Output.Notice($"  pays      {payment.Amount} HYPER ({payment.Amount.BaseUnits} base units) into the {payment.Towards}");
        }

        call.Output.Notice($"  fee       {SolText.Of(new Lamports(fee ?? simulation.Value.FeeLamports ?? 0))}, {simulation.Value.UnitsConsumed} compute units");
        if (simulation.Value.Accounts is [{ } own, var tokens])
        {
            // A server reports only accounts that the transaction names: HYPER is told where it is paid.
            var hyper = tokens is { Data.Length: TokenAccountData.Length } ? $" and {TokenAccountData.AmountOf(tokens.Data.Span)} HYPER" : "";
            call.Output.Notice($"  leaves    {SolText.Of(new Lamports(own.Lamports))}{hyper}");
        }
    }

    private void Confirm(string purpose, Payment? payment)
    {
        if (payment is not null && payment.Amount > Payment.MustBeTyped)
        {
            call.Prompt.ConfirmByTyping(payment.Amount.ToString(), $"{purpose} moves more than {Payment.MustBeTyped} HYPER.");
            return;
        }

        call.Prompt.Confirm("Sign and send?", answeredByOption: call.Get(GlobalOptions.Yes));
    }
}
