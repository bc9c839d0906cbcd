using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Subscriptions;
using Hypernode.Solana.Transactions;

namespace Hypernode.Benchmarks;

/// <summary>The measured operations with the C# core, on one thread.</summary>
internal sealed class OurOperations : IAsyncDisposable
{
    private readonly Workload _workload;
    private readonly SolanaRpcClient _rpc;
    private readonly SolanaSubscriptions _subscriptions;
    private readonly FileSendJournal _journal;
    private readonly TransactionSender _sender;
    private readonly string _folder = Directory.CreateTempSubdirectory("hypernode-bench-journal-").FullName;
    private ulong _sent;

    public OurOperations(Workload workload, BenchNetwork network)
    {
        _workload = workload;
        var options = new RpcOptions { Endpoints = [network.Endpoint], RequestsPerSecond = 10_000, Burst = 10_000 };
        _rpc = new SolanaRpcClient(options, TimeProvider.System);
        _subscriptions = new SolanaSubscriptions(options, new SubscriptionOptions(), TimeProvider.System);
        _journal = FileSendJournal.Open(Path.Combine(_folder, "journal"));
        _sender = new TransactionSender(_rpc, _journal, new TransactionSenderOptions(), TimeProvider.System, watch: _subscriptions);
    }

    public async Task<Measurement> MeasureAsync(string operation, TimeSpan time, CancellationToken cancellationToken) => operation switch
    {
        Operations.Sign => Measure(_workload.Messages, message => _workload.Payer.Sign(message.Bytes.Span).ToArray(), time),
        Operations.Transaction => await MeasureAsync(_workload.Transfers, SignAsync, time, cancellationToken),
        Operations.Address => Measure(_workload.Seeds, Find, time),
        Operations.Event => Measure(_workload.Events, Decode, time),
        _ => await MeasureAsync([0], SendAsync, time, cancellationToken),
    };

    public async ValueTask DisposeAsync()
    {
        await _subscriptions.DisposeAsync();
        _rpc.Dispose();
        _journal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Measurement Measure<T>(IReadOnlyList<T> inputs, Func<T, byte[]> run, TimeSpan time)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var input in inputs)
        {
            hash.AppendData(run(input));
        }

        var count = 0L;
        var watch = Stopwatch.StartNew();
        do
        {
            foreach (var input in inputs)
            {
                run(input);
            }

            count += inputs.Count;
        }
        while (watch.Elapsed < time);
        return new Measurement(count, watch.Elapsed.TotalSeconds, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static async Task<Measurement> MeasureAsync<T>(
        IReadOnlyList<T> inputs, Func<T, CancellationToken, Task<byte[]>> run, TimeSpan time, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var input in inputs)
        {
            hash.AppendData(await run(input, cancellationToken));
        }

        var count = 0L;
        var watch = Stopwatch.StartNew();
        do
        {
            foreach (var input in inputs)
            {
                await run(input, cancellationToken);
            }

            count += inputs.Count;
        }
        while (watch.Elapsed < time);
        return new Measurement(count, watch.Elapsed.TotalSeconds, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static byte[] Decode(byte[] data)
    {
        var settled = (JobSettled)MarketsEvents.Decode(data);
        return Encoding.UTF8.GetBytes($"{settled.Job}|{settled.Price}|{settled.EscrowBefore}|{settled.Slot}\n");
    }

    private byte[] Find(ReadOnlyMemory<byte>[] seeds)
    {
        var (address, bump) = ProgramAddress.Find(_workload.Program, seeds);
        return Encoding.UTF8.GetBytes($"{address}|{bump}\n");
    }

    private async Task<byte[]> SignAsync(Workload.Transfer transfer, CancellationToken cancellationToken)
    {
        var transaction = await Transaction.SignAsync(_workload.Compile(transfer), [_workload.Payer], "bench", cancellationToken);
        return transaction.ToBytes();
    }

    private async Task<byte[]> SendAsync(int unused, CancellationToken cancellationToken)
    {
        var number = ++_sent;
        await _sender.SendAsync(
            new SendRequest
            {
                FeePayer = _workload.Payer,
                Instructions = _workload.Instructions(new Workload.Transfer(_workload.Receiver, 3_000_000 + number, $"ours {number}", default)),
                Purpose = "bench",
            },
            cancellationToken);
        return [];
    }
}
