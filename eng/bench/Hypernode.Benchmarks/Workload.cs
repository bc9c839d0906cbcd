using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Programs;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Transactions;

namespace Hypernode.Benchmarks;

/// <summary>Inputs that every side gets: made from numbered hashes, so that they are the same in each run.</summary>
internal sealed class Workload
{
    private const int Inputs = 64;
    private const ulong PayerLamports = 100_000_000_000;

    private readonly string _idl;
    private readonly BenchNetwork _network;

    private Workload(string idl, BenchNetwork network)
    {
        _idl = idl;
        _network = network;
        Payer = KeyPairSigner.FromSeed(Seed);
        Transfers = [.. Enumerable.Range(0, Inputs).Select(i => new Transfer(
            new Address(Bytes("to", i)), 1_000 + (ulong)i, $"order {i}", new Hash(Bytes("blockhash", i))))];
        Messages = [.. Transfers.Select(Compile)];
        Seeds = [.. Enumerable.Range(0, Inputs).Select(i => new ReadOnlyMemory<byte>[] { "job"u8.ToArray(), Bytes("owner", i), Bytes("id", i).AsMemory(0, 16) })];
        Events = [.. Enumerable.Range(0, Inputs).Select(i => MakeEvent(i).EncodeEvent())];
    }

    internal sealed record Transfer(Address To, ulong Lamports, string Memo, Hash Blockhash);

    public KeyPairSigner Payer { get; }

    public Address Receiver { get; } = new(Bytes("receiver", 0));

    public Address Program { get; } = MarketsProgram.Id;

    public IReadOnlyList<Transfer> Transfers { get; }

    public IReadOnlyList<Message> Messages { get; }

    public IReadOnlyList<ReadOnlyMemory<byte>[]> Seeds { get; }

    public IReadOnlyList<byte[]> Events { get; }

    private static byte[] Seed => Bytes("payer", 0);

    public static async Task<Workload> MakeAsync(string root, BenchNetwork network, CancellationToken cancellationToken)
    {
        var idl = await File.ReadAllTextAsync(Path.Combine(root, "clients", "idl", "markets.json"), cancellationToken);
        var workload = new Workload(idl, network);
        using var rpc = new SolanaRpcClient(new RpcOptions { Endpoints = [network.Endpoint] }, TimeProvider.System);
        await rpc.RequestAirdropAsync(workload.Payer.Address, PayerLamports, cancellationToken);
        while (await rpc.GetLamportsAsync(workload.Payer.Address, cancellationToken) < PayerLamports)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }

        return workload;
    }

    public Instruction[] Instructions(Transfer transfer) =>
    [
        SystemProgram.Transfer(Payer.Address, transfer.To, transfer.Lamports),
        new Instruction(ProgramIds.Memo, [], Encoding.UTF8.GetBytes(transfer.Memo)),
    ];

    public Message Compile(Transfer transfer) => Message.CompileLegacy(Payer.Address, Instructions(transfer), transfer.Blockhash);

    /// <summary>The same inputs for the JavaScript side.</summary>
    public JsonObject ToJson() => new()
    {
        ["seed"] = Convert.ToHexString(Seed),
        ["payer"] = Payer.Address.ToString(),
        ["receiver"] = Receiver.ToString(),
        ["memo"] = ProgramIds.Memo.ToString(),
        ["program"] = Program.ToString(),
        ["rpc"] = _network.Endpoint.Http.ToString(),
        ["webSocket"] = _network.Endpoint.WebSocket!.ToString(),
        ["idl"] = JsonNode.Parse(_idl),
        ["messages"] = Texts(Messages.Select(m => Convert.ToHexString(m.Bytes.Span))),
        ["transfers"] = new JsonArray([.. Transfers.Select(t => (JsonNode)new JsonObject
        {
            ["to"] = t.To.ToString(),
            ["lamports"] = t.Lamports,
            ["memo"] = t.Memo,
            ["blockhash"] = t.Blockhash.ToString(),
        })]),
        ["seeds"] = new JsonArray([.. Seeds.Select(s => (JsonNode)Texts(s.Select(b => Convert.ToHexString(b.Span))))]),
        ["events"] = Texts(Events.Select(Convert.ToHexString)),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)JsonValue.Create(t)!)]);

    private static byte[] Bytes(string name, int number) => SHA256.HashData(Encoding.UTF8.GetBytes($"hypernode-bench:{name}:{number}"));

    private static JobSettled MakeEvent(int i)
    {
        var amount = BitConverter.ToUInt64(Bytes("amount", i));
        return new JobSettled
        {
            Job = new Address(Bytes("job", i)),
            JobChanges = (uint)i,
            FeeShard = new Address(Bytes("shard", i)),
            FeeShardChanges = 7,
            Node = new Address(Bytes("node", i)),
            StateBefore = 4,
            StateAfter = 6,
            FlagsBefore = 0,
            FlagsAfter = 1,
            CloseReason = 1,
            Shard = 3,
            Epoch = 12,
            Price = amount,
            EscrowBefore = amount / 2,
            Operator = 1,
            Royalty = 2,
            Orchestrator = 3,
            Treasury = 4,
            Incentive = 5,
            Staker = 6,
            Credit = 7,
            Refund = 8,
            Points = 9,
            Escrow = new Address(Bytes("escrow", i)),
            PayoutToken = new Address(Bytes("payout", i)),
            OrchestratorToken = new Address(Bytes("orchestrator", i)),
            RoyaltyToken = new Address(Bytes("royalty", i)),
            FeeVault = new Address(Bytes("vault", i)),
            FunderToken = new Address(Bytes("funder", i)),
            Slot = (ulong)i * 1_000_003,
            At = -i,
        };
    }
}
