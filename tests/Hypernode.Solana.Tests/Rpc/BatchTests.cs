using System.Text.Json;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Transport;
using Hypernode.Solana.Tests.Fixtures;
using Hypernode.TestKit.Time;

namespace Hypernode.Solana.Tests.Rpc;

/// <summary>SOL-16: arrays of requests.</summary>
internal sealed class BatchTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<int> _batches = [];
    private int _singles;

    [SetUp]
    public void ForgetRequests()
    {
        _batches.Clear();
        _singles = 0;
    }

    [TestCase(100, new[] { 100 })]
    [TestCase(101, new[] { 100, 1 })]
    [TestCase(250, new[] { 100, 100, 50 })]
    public async Task Arrays_hold_at_most_100_items(int count, int[] expected)
    {
        using var rpc = Client(requests => "[" + string.Join(',', requests.Select(NotFound)) + "]");

        var found = await _time.RunAsync(rpc.GetTransactionsAsync(new Signature[count], null, default));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Has.Count.EqualTo(count).And.All.Null);
            Assert.That(_batches, Is.EqualTo(expected));
            Assert.That(_singles, Is.Zero);
        }
    }

    [Test]
    public async Task Answers_in_any_order_find_their_request()
    {
        using var rpc = Client(requests => "[" + string.Join(',', requests.Reverse().Select(NotFound)) + "]");

        await _time.RunAsync(rpc.GetTransactionsAsync(new Signature[5], null, default));

        Assert.That((_batches.Count, _singles), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task An_item_that_is_missing_or_foreign_is_asked_again_alone()
    {
        using var rpc = Client(requests =>
            "[" + string.Join(',', requests.Skip(1).Select(NotFound).Append("""{"jsonrpc":"2.0","id":424242,"result":null}""")) + "]");

        var found = await _time.RunAsync(rpc.GetTransactionsAsync(new Signature[5], null, default));

        Assert.That((found.Count, _singles), Is.EqualTo((5, 1)));
    }

    [TestCase("""{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"no arrays"}}""")]
    [TestCase("nonsense")]
    public async Task A_node_that_refuses_arrays_gets_single_requests(string refusal)
    {
        using var rpc = Client(_ => refusal);

        var found = await _time.RunAsync(rpc.GetTransactionsAsync(new Signature[20], null, default));

        Assert.That((found.Count, _singles), Is.EqualTo((20, 20)));
    }

    private static string NotFound(JsonElement request) => $$"""{"jsonrpc":"2.0","id":{{request.GetProperty("id")}},"result":null}""";

    private SolanaRpcClient Client(Func<IEnumerable<JsonElement>, string> answer) =>
        new(ScriptedNodes.Options("a"), _time, null, (_, body, _) =>
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                Interlocked.Increment(ref _singles);
                return Task.FromResult(ScriptedNodes.Request.Ok(NotFound(document.RootElement)));
            }

            _batches.Add(document.RootElement.GetArrayLength());
            return Task.FromResult(ScriptedNodes.Request.Ok(answer(document.RootElement.EnumerateArray())));
        });
}
