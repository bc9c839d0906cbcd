using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Tests.Fixtures;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Tests.Transactions;

internal sealed class TransactionTests
{
    private static readonly RandomValues Values = new();
    private readonly KeyPairSigner _payer = KeyPairSigner.Generate();
    private readonly KeyPairSigner _other = KeyPairSigner.Generate();

    [OneTimeTearDown]
    public void DisposeKeys()
    {
        _payer.Dispose();
        _other.Dispose();
    }

    [TestCase(-1)]
    [TestCase(0)]
    public async Task A_transaction_up_to_1232_bytes_is_signed(int offset)
    {
        var transaction = await Transaction.SignAsync(OfLength(Transaction.MaxLength + offset), [_payer], "size", default);

        Assert.That(transaction.ToBytes(), Has.Length.EqualTo(Transaction.MaxLength + offset));
    }

    [Test]
    public async Task A_transaction_of_1233_bytes_is_refused_before_anybody_signs()
    {
        var asked = new CountingSigner(_payer);

        var refusal = (await Assert.ThrowsAsync<TransactionTooLargeException>(
            () => Transaction.SignAsync(OfLength(Transaction.MaxLength + 1), [asked], "size", default)))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Length, Is.EqualTo(1_233));
            Assert.That(refusal.Excess, Is.EqualTo(1));
            Assert.That(asked.Count, Is.Zero);
        }
    }

    [Test]
    public async Task Missing_signers_are_listed_in_message_order_and_nobody_is_asked()
    {
        var asked = new CountingSigner(_payer);
        var (second, third) = (Values.Address(), Values.Address());
        var message = Compile(AccountMeta.WritableSigner(second), AccountMeta.Signer(third));

        var refusal = (await Assert.ThrowsAsync<MissingSignersException>(() => Transaction.SignAsync(message, [asked], "missing", default)))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Addresses, Is.EqualTo(new[] { second, third }));
            Assert.That(asked.Count, Is.Zero);
        }
    }

    [Test]
    public async Task Partial_signing_leaves_places_that_WithSignature_fills()
    {
        var message = Compile(AccountMeta.Signer(_other.Address));
        var partial = await Transaction.SignPartiallyAsync(message, [_payer], "partial", default);
        Assert.That(partial.MissingSigners, Is.EqualTo(new[] { _other.Address }));
        Assert.Throws<MissingSignersException>(partial.Verify);

        var whole = partial.WithSignature(_other.Address, _other.Sign(message.Bytes.Span));

        using (Assert.EnterMultipleScope())
        {
            Assert.DoesNotThrow(whole.Verify);
            Assert.That(whole.MissingSigners, Is.Empty);
            Assert.That(Transaction.Decode(whole.ToBytes()).ToBytes(), Is.EqualTo(whole.ToBytes()));
            Assert.Throws<InvalidSignatureException>(() => partial.WithSignature(_other.Address, _payer.Sign(message.Bytes.Span)));
            Assert.Throws<ArgumentException>(() => partial.WithSignature(Values.Address(), default));
        }
    }

    [Test]
    public async Task Verify_refuses_a_signer_that_signs_something_else()
    {
        var liar = new LyingSigner(_payer);
        var transaction = await Transaction.SignAsync(Compile(), [liar], "lie", default);

        var refusal = Assert.Throws<InvalidSignatureException>(transaction.Verify)!;

        Assert.That(refusal.Address, Is.EqualTo(_payer.Address));
    }

    [Test]
    public async Task Decode_refuses_every_cut_and_every_extra_byte()
    {
        var bytes = (await Transaction.SignAsync(Compile(AccountMeta.Writable(Values.Address())), [_payer], "cut", default)).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<DecodeException>(() => Transaction.Decode(bytes.AsSpan(0, length)), $"{length} bytes");
        }

        Assert.Throws<DecodeException>(() => Transaction.Decode([.. bytes, 0]));
    }

    [TestCase(2)]
    [TestCase(127)]
    public void Decode_refuses_unknown_versions_by_name(int version)
    {
        var message = Message.CompileV0(_payer.Address, [new Instruction(Values.Address(), [], default)], Values.Hash(), []).Bytes.ToArray();
        message[0] = (byte)(0x80 | version);

        var refusal = Assert.Throws<UnsupportedTransactionVersionException>(() => Message.Decode(message))!;

        Assert.That(refusal.Version, Is.EqualTo(version));
    }

    [Test]
    public void Random_changes_of_a_message_are_refused_or_read_back_to_the_same_bytes()
    {
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = Values.MessageCase(Values.Chance(50) ? 0 : -1).Compile(AccountOrder.FirstUse).Bytes.ToArray();
            bytes[Values.Next(bytes.Length)] ^= (byte)(1 + Values.Next(255));
            try
            {
                Assert.That(Message.Decode(bytes).Bytes.ToArray(), Is.EqualTo(bytes));
            }
            catch (Exception e) when (e is DecodeException or UnsupportedTransactionVersionException)
            {
                Assert.That(e.Message, Is.Not.Empty);
            }
        }
    }

    [Test]
    public void Read_fields_written_again_give_the_same_bytes()
    {
        for (var i = 0; i < 500; i++)
        {
            var made = Values.MessageCase(i % 2 == 0 ? 0 : -1).Compile(AccountOrder.FirstUse);
            var read = Message.Decode(made.Bytes.Span);
            var again = new Message(read.Version, read.Header, read.StaticAccounts, read.Lifetime, read.Instructions, read.Lookups);
            Assert.That(again.Bytes.Span.SequenceEqual(made.Bytes.Span), Is.True);
        }
    }

    [Test]
    public void Lookup_tables_serve_neither_signers_nor_programs_and_unused_ones_are_left_out()
    {
        var (program, signer, account, unused) = (Values.Address(), _other.Address, Values.Address(), Values.Address());
        var useful = new AddressLookupTable(Values.Address(), [program, signer, account]);
        var useless = new AddressLookupTable(Values.Address(), [unused]);
        var instruction = new Instruction(program, [AccountMeta.Signer(signer), AccountMeta.Writable(account)], default);

        var message = Message.CompileV0(_payer.Address, [instruction], Values.Hash(), [useless, useful]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(message.StaticAccounts, Is.EqualTo(new[] { _payer.Address, signer, program }));
            Assert.That(message.Lookups.Single().Table, Is.EqualTo(useful.Address));
            Assert.That(message.Lookups.Single().WritableIndexes.ToArray(), Is.EqualTo(new byte[] { 2 }));
            Assert.That(message.Instructions[0].AccountIndexes.ToArray(), Is.EqualTo(new byte[] { 1, 3 }));
        }
    }

    [Test]
    public void More_accounts_or_instructions_than_a_message_holds_are_refused()
    {
        AccountMeta[] accounts = [.. Enumerable.Range(0, 256).Select(_ => AccountMeta.ReadOnly(Values.Address()))];
        var instruction = new Instruction(Values.Address(), [], default);
        using (Assert.EnterMultipleScope())
        {
            Assert.Throws<MessageException>(() => Compile(accounts));
            Assert.Throws<MessageException>(() => Message.CompileLegacy(_payer.Address, [], Values.Hash()));
            Assert.Throws<MessageException>(() => Message.CompileLegacy(_payer.Address, [.. Enumerable.Repeat(instruction, 65)], Values.Hash()));
            Assert.DoesNotThrow(() => Message.CompileLegacy(_payer.Address, [.. Enumerable.Repeat(instruction, 64)], Values.Hash()));
        }
    }

    [Test]
    public void Compute_budget_instructions_have_the_sizes_of_the_chain()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Convert.ToHexString(ComputeBudget.SetUnitLimit(0x01020304).Data.Span), Is.EqualTo("0204030201"));
            Assert.That(Convert.ToHexString(ComputeBudget.SetUnitPrice(0x0102030405060708).Data.Span), Is.EqualTo("030807060504030201"));
            Assert.That(Convert.ToHexString(ComputeBudget.RequestHeap(65_536).Data.Span), Is.EqualTo("0100000100"));
            Assert.That(Convert.ToHexString(ComputeBudget.SetLoadedAccountsDataLimit(32_768).Data.Span), Is.EqualTo("0400800000"));
        }
    }

    private Message Compile(params AccountMeta[] accounts) =>
        Message.CompileLegacy(_payer.Address, [new Instruction(ProgramIds.Memo, accounts, "hello"u8.ToArray())], Values.Hash());

    // 1 + 64 signature bytes, 3 + 1 + 2 x 32 + 32 + 1 message bytes, 1 + 1 + 2 for the instruction: 170 bytes besides its data.
    private Message OfLength(int length) =>
        Message.CompileLegacy(_payer.Address, [new Instruction(ProgramIds.Memo, [], new byte[length - 170])], Values.Hash());

    private sealed class CountingSigner(KeyPairSigner inner) : ISigner
    {
        public int Count { get; private set; }

        public Address Address => inner.Address;

        public ValueTask<Signature> SignAsync(SigningRequest request, CancellationToken cancellationToken)
        {
            Count++;
            return inner.SignAsync(request, cancellationToken);
        }
    }

    private sealed class LyingSigner(KeyPairSigner inner) : ISigner
    {
        public Address Address => inner.Address;

        public ValueTask<Signature> SignAsync(SigningRequest request, CancellationToken cancellationToken) =>
            ValueTask.FromResult(inner.Sign("something else"u8));
    }
}
