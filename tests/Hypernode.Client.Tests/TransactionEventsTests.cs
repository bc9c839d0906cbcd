using Hypernode.Client.Events;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Client.Wire;
using Hypernode.Solana;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Transactions;

namespace Hypernode.Client.Tests;

/// <summary>An event counts only as a call of a program to itself that its event authority signed.</summary>
public class TransactionEventsTests
{
    private static readonly byte[] Event = [.. Registry.Unpaused.EventDiscriminator, .. new byte[Registry.Unpaused.EncodedSize]];
    private static readonly byte[] Report = [.. SelfCall.Tag, .. Event];
    private static readonly EventDecoder[] Decoders = [RegistryEvents.DecodeSelfCall, MarketsEvents.DecodeSelfCall];

    [Test]
    public void Tag_IsTheOneOfTheSpecification() => Assert.That(Convert.ToHexStringLower(SelfCall.Tag), Is.EqualTo("e445a52e51cb9a1d"));

    [Test]
    public void Read_SelfCall_GivesTheEventAndItsPlace()
    {
        var events = TransactionEvents.Read(Transaction(RegistryProgram.Id, RegistryProgram.EventAuthority, Report), Decoders);
        Assert.That(events, Has.Count.EqualTo(1));
        Assert.That((events[0].ProgramId, events[0].InstructionIndex, events[0].InnerIndex), Is.EqualTo((RegistryProgram.Id, 0, 0)));
        Assert.That(events[0].Event.EventName, Is.EqualTo("Unpaused"));
        Assert.That(events[0].Event.EncodeEvent(), Is.EqualTo(Event));
    }

    [Test]
    public void Read_ReportOfAnotherProgram_IsNotMistaken()
    {
        Assert.That(TransactionEvents.Read(Transaction(Key(7), RegistryProgram.EventAuthority, Report), Decoders), Is.Empty, "another program");
        Assert.That(TransactionEvents.Read(Transaction(RegistryProgram.Id, Key(7), Report), Decoders), Is.Empty, "another authority");
        Assert.That(TransactionEvents.Read(Transaction(RegistryProgram.Id, MarketsProgram.EventAuthority, Report), Decoders), Is.Empty, "a sibling's authority");
        Assert.That(TransactionEvents.Read(Transaction(RegistryProgram.Id, null, Report), Decoders), Is.Empty, "no account");
        Assert.That(TransactionEvents.Read(Transaction(RegistryProgram.Id, RegistryProgram.EventAuthority, Event), Decoders), Is.Empty, "no tag");
    }

    [Test]
    public void Read_FailedTransaction_HasNoEvents() => Assert.That(
        TransactionEvents.Read(Transaction(RegistryProgram.Id, RegistryProgram.EventAuthority, Report, new TransactionError("InstructionError", 0, "Custom", 1)), Decoders), Is.Empty);

    [Test]
    public void Read_WithoutInnerInstructions_IsRefusedNotEmpty()
    {
        var known = Transaction(RegistryProgram.Id, RegistryProgram.EventAuthority, Report);
        Assert.That(() => TransactionEvents.Read(known with { Meta = known.Meta! with { InnerInstructions = null } }, Decoders), Throws.TypeOf<EventsNotRecordedException>());
        Assert.That(() => TransactionEvents.Read(known with { Meta = null }, Decoders), Throws.TypeOf<EventsNotRecordedException>());
    }

    [Test]
    public void Read_ReportThatHoldsNoKnownEvent_IsRefused()
    {
        var cut = Report[..^1];
        byte[] unknown = [.. SelfCall.Tag, 1, 2, 3, 4, 5, 6, 7, 8];
        Assert.That(() => TransactionEvents.Read(Transaction(RegistryProgram.Id, RegistryProgram.EventAuthority, cut), Decoders), Throws.TypeOf<DecodeException>());
        Assert.That(() => TransactionEvents.Read(Transaction(RegistryProgram.Id, RegistryProgram.EventAuthority, unknown), Decoders), Throws.TypeOf<DecodeException>());
    }

    private static TransactionInfo Transaction(Address callee, Address? first, byte[] data, TransactionError? error = null)
    {
        var message = Message.CompileLegacy(Key(1), [new Instruction(callee, first is { } account ? [AccountMeta.ReadOnly(account)] : [], default)], default);
        var accounts = message.StaticAccounts.ToList();
        byte[] indexes = first is { } named ? [(byte)accounts.IndexOf(named)] : [];
        var inner = new InnerInstruction((byte)accounts.IndexOf(callee), indexes, data, 2);
        var meta = new TransactionMeta(error, 5_000, [], [], [new InnerInstructions(0, [inner])], null, [], [], [], [], null, null);
        return new TransactionInfo(1, null, Solana.Transactions.Transaction.Unsigned(message), meta);
    }

    private static Address Key(byte value) => new(Enumerable.Repeat(value, Address.Length).ToArray());
}
