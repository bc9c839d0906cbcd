using Hypernode.Cli.Decoding;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Errors;
using Hypernode.Client.Primitives;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Chain;

/// <summary>What a transaction will do, read from its simulation against the accounts as they are.</summary>
/// <param name="Effects">Accounts it changes, in the order of the message.</param>
/// <param name="Outgoing">HYPER that leaves the accounts of whoever pays.</param>
/// <param name="Fee">Fee of the network.</param>
/// <param name="Units">Compute units; null where the server does not say.</param>
/// <param name="SolAfter">What the wallet keeps.</param>
/// <param name="HyperAfter">What the payer's HYPER account keeps; null where it has none.</param>
internal sealed record TransactionPreview(
    IReadOnlyList<AccountEffect> Effects, HyperAmount Outgoing, Lamports Fee, ulong? Units, Lamports SolAfter, HyperAmount? HyperAfter)
{
    /// <summary>Simulates the call.</summary>
    /// <exception cref="CliException">The wallet holds less than the payment.</exception>
    /// <exception cref="Solana.Sending.TransactionFailedException">A program would refuse; nothing was sent.</exception>
    public static async Task<TransactionPreview> SimulateAsync(
        ChainSession chain, Address wallet, IReadOnlyList<Instruction> instructions, Payment? payment, CancellationToken cancellationToken)
    {
        var blockhash = await chain.Rpc.GetLatestBlockhashAsync(null, cancellationToken).ConfigureAwait(false);
        var message = Message.CompileLegacy(wallet, instructions, blockhash.Hash);
        if (message.TransactionLength > Transaction.MaxLength)
        {
            throw new TransactionTooLargeException(message.TransactionLength);
        }

        var payer = payment?.From ?? wallet;
        var own = AssociatedToken.Find(payer, chain.Network.Mint);
        var writable = message.StaticAccounts.Where((_, place) => message.IsWritable(place)).ToList();
        var freshness = new ReadOptions(MinContextSlot: blockhash.ContextSlot);
        var before = await chain.Rpc.GetAccountsAsync([.. writable, own], freshness, null, cancellationToken).ConfigureAwait(false);
        var reader = new EffectReader(chain.Network.Mint);
        var held = reader.HyperOf(payer, own, before.Value[^1]);
        if (payment is not null && payment.Amount > (held ?? HyperAmount.Zero))
        {
            throw new CliException(
                ExitCode.Funds, $"this pays {payment.Amount} HYPER, and {payer} holds {held ?? HyperAmount.Zero}", "hypernode wallet balance; on a local network: hypernode wallet airdrop");
        }

        var simulation = await chain.Rpc.SimulateTransactionAsync(
            Transaction.Unsigned(message), new SimulateOptions(freshness, Accounts: writable), cancellationToken).ConfigureAwait(false);
        if (simulation.Value.Error is not null)
        {
            throw simulation.Value.ToException(message, ProgramErrors.NameOf);
        }

        var fee = await chain.Rpc.GetFeeForMessageAsync(message, null, cancellationToken).ConfigureAwait(false);
        var after = simulation.Value.Accounts;
        return new TransactionPreview(
            [.. writable.Select((address, place) => address == wallet ? null : reader.Read(address, before.Value[place], after[place])).OfType<AccountEffect>()],
            Outflow(reader, payer, writable, before.Value, after),
            new Lamports(fee ?? simulation.Value.FeeLamports ?? 0),
            simulation.Value.UnitsConsumed,
            new Lamports(after[0]?.Lamports ?? 0),
            writable.IndexOf(own) is >= 0 and var at ? reader.HyperOf(payer, own, after[at]) : held);
    }

    /// <summary>Shows it before anybody is asked.</summary>
    public void Show(Output output, string purpose, Address wallet, Payment? payment)
    {
        output.Notice($"{purpose}, signed by {wallet}");
        foreach (var effect in Effects)
        {
            output.Notice($"  {Verb(effect.Nature),-9} {effect.What} {effect.Address}");
            foreach (var change in effect.Changes)
            {
                output.Notice($"              {change.Field,-28} {Change(change)}");
            }
        }

        var amount = Moves(payment);
        if (amount > HyperAmount.Zero)
        {
            output.Notice($"  pays      {amount} HYPER ({amount.BaseUnits} base units) into the {payment?.Towards ?? "accounts above"}");
        }

        output.Notice($"  fee       {SolText.Of(Fee)}, {Units} compute units");
        output.Notice($"  leaves    {SolText.Of(SolAfter)}{(HyperAfter is { } hyper ? $" and {hyper} HYPER ({hyper.BaseUnits} base units)" : "")}");
    }

    /// <summary>The larger of what the command says it pays and what the simulation shows.</summary>
    public HyperAmount Moves(Payment? payment) => payment is not null && payment.Amount > Outgoing ? payment.Amount : Outgoing;

    private static string Verb(EffectNature nature) => nature switch
    {
        EffectNature.Created => "creates",
        EffectNature.Closed => "closes",
        _ => "changes",
    };

    private static string Change(FieldChange change) => (change.Before, change.After) switch
    {
        (null, var after) => after!,
        (var before, null) => $"{before} -> gone",
        _ => $"{change.Before} -> {change.After}",
    };

    private static HyperAmount Outflow(
        EffectReader reader, Address wallet, List<Address> addresses, AccountInfo?[] before, IReadOnlyList<AccountInfo?> after)
    {
        UInt128 held = 0;
        UInt128 kept = 0;
        for (var i = 0; i < addresses.Count; i++)
        {
            held += reader.HyperOf(wallet, addresses[i], before[i])?.BaseUnits ?? 0;
            kept += reader.HyperOf(wallet, addresses[i], after[i])?.BaseUnits ?? 0;
        }

        return held > kept ? new HyperAmount((ulong)(held - kept)) : HyperAmount.Zero;
    }
}
