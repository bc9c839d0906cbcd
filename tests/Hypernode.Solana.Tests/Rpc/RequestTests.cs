using System.Text.Json;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Tests.Fixtures;
using Hypernode.TestKit.Time;

namespace Hypernode.Solana.Tests.Rpc;

/// <summary>What is sent, and how replies are read.</summary>
internal sealed class RequestTests
{
    private readonly ScriptedNodes _nodes = new();
    private SolanaRpcClient _rpc = null!;

    [OneTimeSetUp]
    public void MakeClient() => _rpc = _nodes.Client(new ManualTimeProvider(), "a");

    [OneTimeTearDown]
    public void DisposeClient() => _rpc.Dispose();

    [TestCase("9007199254740991", 9_007_199_254_740_991UL)]
    [TestCase("9007199254740992", 9_007_199_254_740_992UL)]
    [TestCase("9007199254740993", 9_007_199_254_740_993UL)]
    [TestCase("18446744073709551615", ulong.MaxValue)]
    public async Task Numbers_are_exact(string json, ulong expected) // SOL-3
    {
        _nodes.On("a", r => r.Result(json));
        Assert.That(await _rpc.GetSlotAsync(null, default), Is.EqualTo(expected));
    }

    [Test]
    public async Task The_smallest_time_is_exact() // SOL-3
    {
        _nodes.On("a", r => r.Result("-9223372036854775808"));
        Assert.That(await _rpc.GetBlockTimeAsync(1, default), Is.EqualTo(long.MinValue));
    }

    [Test]
    public async Task Null_is_not_found_and_empty_is_empty() // SOL-1
    {
        _nodes.On("a", r => r.Method switch
        {
            "getAccountInfo" => r.Result("""{"context":{"slot":5},"value":null}"""),
            "getProgramAccounts" => r.Result("""{"context":{"slot":5},"value":[]}"""),
            _ => r.Result("null"),
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await _rpc.GetAccountAsync(default, default), Is.EqualTo(new AtSlot<AccountInfo?>(5, null)));
            Assert.That((await _rpc.GetProgramAccountsAsync(default, [], default)).Value, Is.Empty);
            Assert.That(await _rpc.GetTransactionAsync(default, null, default), Is.Null);
            Assert.That(await _rpc.GetBlockAsync(1, null, default), Is.Null);
            Assert.That(await _rpc.GetBlockTimeAsync(1, default), Is.Null);
        }
    }

    [TestCase("""["AQID","base58"]""", "base58")]
    [TestCase("""["AQID","base64+zstd"]""", "base64+zstd")]
    [TestCase("""{"parsed":{}}""", "jsonParsed")]
    [TestCase("\"AQID\"", "base58 (legacy)")]
    public async Task An_encoding_that_was_not_asked_for_is_refused_by_name(string data, string name) // SOL-12
    {
        _nodes.On("a", r => r.Result(
            $$$"""{"context":{"slot":5},"value":{"owner":"{{{ProgramIds.Memo}}}","lamports":1,"executable":false,"data":{{{data}}}}}"""));

        var refusal = (await Assert.ThrowsAsync<UnsupportedEncodingException>(() => _rpc.GetAccountAsync(default, default)))!;

        Assert.That(refusal.Encoding, Is.EqualTo(name));
    }

    [Test]
    public async Task Every_optional_field_is_sent() // SOL-12, SOL-15
    {
        _nodes.On("a", r => r.Method switch
        {
            "getAccountInfo" => r.Result("""{"context":{"slot":5},"value":null}"""),
            "getProgramAccounts" => r.Result("""{"context":{"slot":5},"value":[]}"""),
            "getSignaturesForAddress" => r.Result("[]"),
            _ => r.Result($"\"{default(Signature)}\""),
        });
        await _rpc.GetAccountAsync(default, new ReadOptions(Commitment.Finalized, 9), new DataSlice(1, 2), default);
        AssertLast("""["11111111111111111111111111111111",{"commitment":"finalized","minContextSlot":9,"encoding":"base64","dataSlice":{"offset":1,"length":2}}]""");
        await _rpc.GetAccountAsync(default, default);
        AssertLast("""["11111111111111111111111111111111",{"commitment":"confirmed","encoding":"base64"}]""");
        await _rpc.GetProgramAccountsAsync(
            default, [new AccountFilter.DataSize(165), new AccountFilter.Memcmp(8, new byte[] { 1, 2 })], new ReadOptions(Commitment.Processed, 3), new DataSlice(0, 0), default);
        AssertLast("""["11111111111111111111111111111111",{"commitment":"processed","minContextSlot":3,"encoding":"base64","withContext":true,"dataSlice":{"offset":0,"length":0},"filters":[{"dataSize":165},{"memcmp":{"offset":8,"bytes":"AQI=","encoding":"base64"}}]}]""");
        await _rpc.GetSignaturesForAddressAsync(default, 10, default(Signature), default(Signature), new ReadOptions(null, 4), default);
        var zero = default(Signature).ToString();
        AssertLast($$"""["11111111111111111111111111111111",{"commitment":"confirmed","minContextSlot":4,"limit":10,"before":"{{zero}}","until":"{{zero}}"}]""");
        await _rpc.SendTransactionAsync(new byte[] { 1 }, new SendOptions(true, Commitment.Finalized, 0, 8), default);
        AssertLast("""["AQ==",{"encoding":"base64","skipPreflight":true,"preflightCommitment":"finalized","maxRetries":0,"minContextSlot":8}]""");
        await _rpc.SendTransactionAsync(new byte[] { 1 }, null, default);
        AssertLast("""["AQ==",{"encoding":"base64","skipPreflight":false,"preflightCommitment":"confirmed"}]""");
    }

    [Test]
    public void Too_many_accounts_or_signatures_in_one_call_are_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.Throws<ArgumentException>(() => _ = _rpc.GetAccountsAsync(new Address[101], null, null, default));
            Assert.Throws<ArgumentException>(() => _ = _rpc.GetSignatureStatusesAsync(new Signature[257], false, default));
        }
    }

    [Test]
    public void Options_that_cannot_work_are_refused_with_every_problem()
    {
        var options = new RpcOptions
        {
            Endpoints = [new RpcEndpoint("x", new Uri("ftp://x.invalid")), new RpcEndpoint("x", new Uri("http://x.invalid"), new Uri("http://x.invalid"))],
            Burst = 1,
            TryTimeout = TimeSpan.Zero,
        };

        var refusal = Assert.Throws<RpcOptionsException>(options.Validate)!;

        Assert.That(refusal.Problems, Has.Count.EqualTo(5));
    }

    private void AssertLast(string parameters) =>
        Assert.That(JsonSerializer.Serialize(_nodes.Requests[^1].Parameters), Is.EqualTo(JsonSerializer.Serialize(JsonDocument.Parse(parameters).RootElement)));
}
