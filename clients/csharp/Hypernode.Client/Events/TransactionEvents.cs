using Hypernode.Solana;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Client.Events;

/// <summary>Reads the events of a transaction from the calls programs made to themselves, never from its log.</summary>
public static class TransactionEvents
{
    /// <summary>Every event in the order of execution; none for a transaction that failed.</summary>
    /// <param name="transaction">The transaction with what it did.</param>
    /// <param name="decoders">One for each program of interest.</param>
    /// <exception cref="EventsNotRecordedException">The node kept no inner instructions.</exception>
    /// <exception cref="DecodeException">A program reported what its IDL does not know, or an index leads nowhere.</exception>
    public static IReadOnlyList<EmittedEvent> Read(TransactionInfo transaction, params IReadOnlyList<EventDecoder> decoders)
    {
        if (transaction.Meta is { Error: not null })
        {
            return [];
        }

        var groups = transaction.Meta?.InnerInstructions ?? throw new EventsNotRecordedException();
        var events = new List<EmittedEvent>();
        foreach (var group in groups)
        {
            for (var i = 0; i < group.Instructions.Count; i++)
            {
                if (Decode(transaction.Accounts, group.Instructions[i], decoders) is { } found)
                {
                    events.Add(found with { InstructionIndex = group.Index, InnerIndex = i });
                }
            }
        }

        return events;
    }

    private static EmittedEvent? Decode(IReadOnlyList<Address> accounts, InnerInstruction instruction, IReadOnlyList<EventDecoder> decoders)
    {
        var callee = At(accounts, instruction.ProgramIndex);
        Address? first = instruction.AccountIndexes.IsEmpty ? null : At(accounts, instruction.AccountIndexes.Span[0]);
        foreach (var decoder in decoders)
        {
            if (decoder(callee, first, instruction.Data.Span) is { } found)
            {
                return new EmittedEvent(callee, 0, 0, found);
            }
        }

        return null;
    }

    private static Address At(IReadOnlyList<Address> accounts, byte index) => index < accounts.Count
        ? accounts[index]
        : throw new DecodeException($"account {index} is named, the transaction has {accounts.Count}.", 0);
}
