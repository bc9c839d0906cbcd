using System.Text.Json;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Transport;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Tests.Fixtures;

/// <summary>A chain of the sender's questions whose fate a test decides: what lands, forks, lags or expires.</summary>
internal sealed class FakeChain
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<Signature, int> _executions = [];
    private int _blockhashes;

    internal sealed class Node
    {
        /// <summary>Takes transactions and executes them at once.</summary>
        public bool Executes { get; set; } = true;

        /// <summary>Says nothing at all.</summary>
        public bool IsDown { get; set; }

        /// <summary>Status of the executed transaction as JSON; null = unknown here.</summary>
        public Func<Signature, bool, string?> Status { get; set; } = (_, executed) =>
            executed ? """{"slot":11,"confirmations":null,"err":null,"confirmationStatus":"finalized"}""" : null;

        public ulong FinalizedHeight { get; set; } = 100;
    }

    public const ulong LastValidBlockHeight = 150;

    /// <summary>Blocks by which every blockhash but the first lives longer.</summary>
    public ulong LaterLife { get; set; }

    /// <summary>Answer of simulateTransaction.</summary>
    public string Simulation { get; set; } = """{"err":null,"logs":[],"unitsConsumed":1000,"loadedAccountsDataSize":40000}""";

    /// <summary>Recent fees in micro-lamports.</summary>
    public IReadOnlyList<ulong> Fees { get; set; } = [];

    public IReadOnlyDictionary<Signature, int> Executions
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<Signature, int>(_executions);
            }
        }
    }

    public List<byte[]> Sent { get; } = [];

    /// <summary>Most signatures that one status call asked for.</summary>
    public int LargestStatusCall { get; private set; }

    public Node Add(string alias) => _nodes[alias] = new Node();

    public SolanaRpcClient Client(TimeProvider time) => new(ScriptedNodes.Options([.. _nodes.Keys]), time, null, SendAsync);

    public Task<TransportReply> SendAsync(RpcEndpoint endpoint, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var request = new ScriptedNodes.Request(endpoint.Alias, System.Text.Encoding.UTF8.GetString(body.Span));
            var node = _nodes[endpoint.Alias];
            return node.IsDown ? throw new HttpRequestException("down") : Task.FromResult(Answer(node, request));
        }
    }

    private TransportReply Answer(Node node, ScriptedNodes.Request request) => request.Method switch
    {
        "getLatestBlockhash" => request.Result(
            $$$"""{"context":{"slot":10},"value":{"blockhash":"{{{NextBlockhash()}}}","lastValidBlockHeight":{{{LastValidBlockHeight + (_blockhashes > 1 ? LaterLife : 0)}}}}}"""),
        "getSlot" => request.Result("10"),
        "simulateTransaction" => request.Result($$"""{"context":{"slot":10},"value":{{Simulation}}}"""),
        "getRecentPrioritizationFees" => request.Result("[" + string.Join(',', Fees.Select((f, i) => $$"""{"slot":{{i}},"prioritizationFee":{{f}}}""")) + "]"),
        "sendTransaction" => request.Result($"\"{Take(node, request.Parameters[0].GetBytesFromBase64())}\""),
        "getSignatureStatuses" => Statuses(node, request),
        "getBlockHeight" => request.Result($"{node.FinalizedHeight}"),
        "getTransaction" => request.Result("null"),
        _ => request.Error(-32601),
    };

    private TransportReply Statuses(Node node, ScriptedNodes.Request request)
    {
        LargestStatusCall = Math.Max(LargestStatusCall, request.Parameters[0].GetArrayLength());
        var statuses = request.Parameters[0].EnumerateArray().Select(s => StatusOf(node, s));
        return request.Result($$"""{"context":{"slot":12},"value":[{{string.Join(',', statuses)}}]}""");
    }

    private string StatusOf(Node node, JsonElement text)
    {
        var signature = Signature.Parse(text.GetString());
        return node.Status(signature, _executions.ContainsKey(signature)) ?? "null";
    }

    private Hash NextBlockhash()
    {
        var bytes = new byte[32];
        bytes[0] = (byte)++_blockhashes;
        return new Hash(bytes);
    }

    // The chain executes the same bytes once, however often they come.
    private Signature Take(Node node, byte[] bytes)
    {
        Sent.Add(bytes);
        var transaction = Transaction.Decode(bytes);
        transaction.Verify();
        if (node.Executes)
        {
            _executions.TryAdd(transaction.Id, 1);
        }

        return transaction.Id;
    }
}
