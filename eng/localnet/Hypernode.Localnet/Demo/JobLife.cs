using Hypernode.Client.Markets;
using Hypernode.Localnet.Chain;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Localnet.Demo;

/// <summary>One transaction in the life of a job, as the chain recorded it.</summary>
/// <param name="Step">Name of the instruction of markets.</param>
/// <param name="Slot">Slot it landed in.</param>
/// <param name="Signature">Its id.</param>
/// <param name="Units">Compute units of the whole transaction.</param>
/// <param name="FeeLamports">Fee paid.</param>
/// <param name="FeePayer">Who paid it.</param>
public sealed record LifeStep(string Step, ulong Slot, Signature Signature, ulong Units, ulong FeeLamports, Address FeePayer);

/// <summary>Reads the life of a job from the chain alone.</summary>
public static class JobLife
{
    private const int MaxSignatures = 100;

    /// <summary>Every transaction that changed the job, oldest first.</summary>
    public static async Task<IReadOnlyList<LifeStep>> ReadAsync(LocalChain chain, Address job, CancellationToken cancellationToken)
    {
        var options = new ReadOptions(Commitment.Confirmed);
        var found = await chain.Rpc.GetSignaturesForAddressAsync(job, MaxSignatures, null, null, options, cancellationToken);
        var steps = new List<LifeStep>();
        // The answer has the newest first, also within a slot.
        foreach (var row in found.Where(row => row.Error is null).Reverse())
        {
            var transaction = await chain.Rpc.GetTransactionAsync(row.Signature, options, cancellationToken)
                ?? throw new DemoException($"the chain lists {row.Signature} and does not know it");
            steps.Add(Read(row.Signature, transaction));
        }

        return steps;
    }

    private static LifeStep Read(Signature signature, TransactionInfo transaction)
    {
        var message = transaction.Transaction.Message;
        var names = message.Instructions
            .Where(call => transaction.Accounts[call.ProgramIndex] == MarketsProgram.Id)
            .Select(call => MarketsInstructions.Decode(call.Data.Span).InstructionName);
        var meta = transaction.Meta ?? throw new DemoException($"the chain kept no metadata of {signature}");
        return new LifeStep(string.Join(" + ", names), transaction.Slot, signature, meta.UnitsConsumed ?? 0, meta.FeeLamports, message.FeePayer);
    }
}
