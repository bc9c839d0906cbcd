using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Programs;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Tests.Fixtures;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Tests.Network;

/// <summary>Transactions on the real SVM.</summary>
internal sealed class TransferTests
{
    private const ulong Sol = 1_000_000_000;

    private LocalNetwork _network = null!;
    private SolanaRpcClient _rpc = null!;
    private FileSendJournal _journal = null!;
    private TransactionSender _sender = null!;
    private KeyPairSigner _payer = null!;
    private string _folder = null!;

    [OneTimeSetUp]
    public async Task StartNetwork()
    {
        _folder = Directory.CreateTempSubdirectory("hypernode-transfer-").FullName;
        _network = await LocalNetwork.StartAsync();
        _rpc = new SolanaRpcClient(new RpcOptions { Endpoints = [_network.Endpoint] }, TimeProvider.System);
        _journal = FileSendJournal.Open(Path.Combine(_folder, "journal"));
        _sender = new TransactionSender(
            _rpc, _journal, new TransactionSenderOptions { StatusPeriod = TimeSpan.FromMilliseconds(50) }, TimeProvider.System);
        _payer = KeyPairSigner.Generate();
        await AirdropAsync(_payer.Address, 10 * Sol);
    }

    [OneTimeTearDown]
    public void StopNetwork()
    {
        _payer.Dispose();
        _journal.Dispose();
        _rpc.Dispose();
        _network.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Moves_lamports_exactly_and_charges_the_fee_once()
    {
        using var receiver = KeyPairSigner.Generate();
        var before = await _rpc.GetLamportsAsync(_payer.Address, default);

        var result = await _sender.SendAsync(Request("transfer", SystemProgram.Transfer(_payer.Address, receiver.Address, Sol)), default);

        var info = await _rpc.GetTransactionAsync(result.Signature, null, default);
        Assert.That(info, Is.Not.Null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(info!.Slot, Is.EqualTo(result.Slot));
            Assert.That(info.Meta!.FeeLamports, Is.EqualTo(ComputeBudgetPlan.LamportsPerSignature));
            Assert.That(info.Transaction.Id, Is.EqualTo(result.Signature));
            Assert.That(await _rpc.GetLamportsAsync(receiver.Address, default), Is.EqualTo(Sol));
            Assert.That(await _rpc.GetLamportsAsync(_payer.Address, default), Is.EqualTo(before - Sol - info.Meta.FeeLamports));
            Assert.That(await _journal.ReadPendingAsync(default), Is.Empty);
        }
    }

    [Test]
    public async Task Reports_a_program_error_from_simulation_and_sends_nothing()
    {
        using var poor = KeyPairSigner.Generate();
        await AirdropAsync(poor.Address, Sol);
        var request = Request("too much", SystemProgram.Transfer(poor.Address, _payer.Address, 5 * Sol)) with { FeePayer = poor };

        var failure = (await Assert.ThrowsAsync<TransactionFailedException>(() => _sender.SendAsync(request, default)))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Signature, Is.Null);
            Assert.That(failure.Code, Is.EqualTo(1));
            Assert.That(failure.ProgramId, Is.EqualTo(ProgramIds.System));
            Assert.That(failure.Logs, Is.Not.Empty);
            Assert.That(await _rpc.GetLamportsAsync(poor.Address, default), Is.EqualTo(Sol));
        }
    }

    [Test]
    public async Task Creates_a_mint_and_moves_tokens_through_associated_accounts()
    {
        using var mint = KeyPairSigner.Generate();
        using var receiver = KeyPairSigner.Generate();
        var rent = await _rpc.GetMinimumBalanceForRentExemptionAsync(82, default);
        var source = AssociatedToken.Find(_payer.Address, mint.Address);
        var target = AssociatedToken.Find(receiver.Address, mint.Address);

        await _sender.SendAsync(
            Request(
                "create mint",
                SystemProgram.CreateAccount(_payer.Address, mint.Address, rent, 82, ProgramIds.Token),
                TokenProgram.InitializeMint(mint.Address, 6, _payer.Address, null),
                AssociatedToken.CreateIdempotent(_payer.Address, _payer.Address, mint.Address),
                AssociatedToken.CreateIdempotent(_payer.Address, receiver.Address, mint.Address),
                TokenProgram.MintTo(mint.Address, source, _payer.Address, 1_000),
                TokenProgram.TransferChecked(source, mint.Address, target, _payer.Address, 400, 6)) with
            { Signers = [mint] },
            default);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await _rpc.GetTokenSupplyAsync(mint.Address, null, default)).Value, Is.EqualTo(new TokenAmount(1_000, 6)));
            Assert.That((await _rpc.GetTokenAccountBalanceAsync(source, null, default)).Value.Amount, Is.EqualTo(600));
            Assert.That((await _rpc.GetTokenAccountBalanceAsync(target, null, default)).Value.Amount, Is.EqualTo(400));
            Assert.That((await _rpc.GetTokenAccountsByOwnerAsync(receiver.Address, mint.Address, null, default)).Value.Single().Address, Is.EqualTo(target));
        }
    }

    [Test]
    public async Task Sends_twenty_transactions_at_once_and_each_lands_once()
    {
        using var receiver = KeyPairSigner.Generate();
        var sends = Enumerable.Range(1, 20).Select(i => _sender.SendAsync(
            Request($"transfer {i}", SystemProgram.Transfer(_payer.Address, receiver.Address, Sol / 100 + (ulong)i)), default));

        var results = await Task.WhenAll(sends);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Select(r => r.Signature), Is.Unique);
            Assert.That(await _rpc.GetLamportsAsync(receiver.Address, default), Is.EqualTo((20 * (Sol / 100)) + 210));
        }
    }

    [Test]
    public async Task Reads_a_block_with_the_transaction_in_it()
    {
        using var receiver = KeyPairSigner.Generate();
        var result = await _sender.SendAsync(Request("transfer", SystemProgram.Transfer(_payer.Address, receiver.Address, Sol)), default);

        var block = await _rpc.GetBlockAsync(result.Slot, null, default);

        Assert.That(block!.Transactions.Select(t => t.Transaction.Id), Does.Contain(result.Signature));
    }

    [Test]
    public async Task Null_stands_for_an_account_and_a_transaction_that_do_not_exist()
    {
        using var nobody = KeyPairSigner.Generate();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await _rpc.GetAccountAsync(nobody.Address, default)).Value, Is.Null);
            Assert.That(await _rpc.GetTransactionAsync(nobody.Sign("nothing"u8), null, default), Is.Null);
        }
    }

    [Test]
    public async Task Reads_many_transactions_in_one_batch()
    {
        using var receiver = KeyPairSigner.Generate();
        var sent = new List<Signature>();
        for (var i = 0UL; i < 3; i++)
        {
            sent.Add((await _sender.SendAsync(Request("transfer", SystemProgram.Transfer(_payer.Address, receiver.Address, Sol + i)), default)).Signature);
        }

        var infos = await _rpc.GetTransactionsAsync([.. sent, receiver.Sign("unknown"u8)], null, default);

        Assert.That(infos.Select(i => i?.Transaction.Id), Is.EqualTo(sent.Select(s => (Signature?)s).Append(null)));
    }

    private SendRequest Request(string purpose, params Instruction[] instructions) =>
        new() { FeePayer = _payer, Instructions = instructions, Purpose = purpose };

    private async Task AirdropAsync(Address address, ulong lamports)
    {
        await _rpc.RequestAirdropAsync(address, lamports, default);
        while (await _rpc.GetLamportsAsync(address, default) < lamports)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, default);
        }
    }
}
