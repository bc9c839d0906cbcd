using Hypernode.Client.Errors;
using Hypernode.Protocol.Networks;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Transactions;

namespace Hypernode.Localnet.Chain;

/// <summary>A local network as the seeding and the demo use it: its addresses, its RPC, and a sender with a journal.</summary>
public sealed class LocalChain : IDisposable
{
    // Slots last 100 ms here; the default periods are made for those of 400 ms.
    private static readonly TransactionSenderOptions SenderOptions = new() { StatusPeriod = TimeSpan.FromMilliseconds(50), ErrorNames = ProgramErrors.NameOf };

    private readonly FileSendJournal _journal;
    private readonly TransactionSender _sender;

    private LocalChain(NetworkEndpoints endpoints, string journalPath)
    {
        Endpoints = endpoints;
        Rpc = new SolanaRpcClient(
            new RpcOptions { Endpoints = [new RpcEndpoint("local", endpoints.Rpc, endpoints.WebSocket)] }, TimeProvider.System);
        _journal = FileSendJournal.Open(journalPath);
        _sender = new TransactionSender(Rpc, _journal, SenderOptions, TimeProvider.System);
    }

    /// <summary>Where the network is.</summary>
    public NetworkEndpoints Endpoints { get; }

    /// <summary>Its JSON-RPC.</summary>
    public SolanaRpcClient Rpc { get; }

    /// <summary>Opens the network of an endpoints file and checks that it serves the genesis written there.</summary>
    /// <param name="endpointsPath">Path of <c>endpoints.json</c>.</param>
    /// <param name="journalPath">File of the send journal; one process at a time holds it.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <exception cref="NetworkException">No such file, or it does not name a local network: seeded keys are worth nothing elsewhere.</exception>
    public static async Task<LocalChain> OpenAsync(string endpointsPath, string journalPath, CancellationToken cancellationToken)
    {
        var endpoints = NetworkEndpoints.Read(endpointsPath);
        if (!endpoints.IsLocal)
        {
            throw new NetworkException($"{endpointsPath} is not a local network", "seeded keys are public: use them with `make up` only");
        }

        var chain = new LocalChain(endpoints, journalPath);
        try
        {
            await chain.Rpc.RequireGenesisAsync(endpoints.Genesis, cancellationToken);
            return chain;
        }
        catch
        {
            chain.Dispose();
            throw;
        }
    }

    /// <summary>Sends one transaction and waits until it is confirmed.</summary>
    public Task<SendResult> SendAsync(
        string purpose, ISigner payer, IReadOnlyList<Instruction> instructions, IReadOnlyList<ISigner> signers, CancellationToken cancellationToken) =>
        _sender.SendAsync(
            new SendRequest { FeePayer = payer, Signers = signers, Instructions = instructions, Purpose = purpose, Commitment = Commitment.Confirmed },
            cancellationToken);

    /// <summary>True when an account is there.</summary>
    public async Task<bool> ExistsAsync(Address address, CancellationToken cancellationToken) =>
        (await Rpc.GetAccountAsync(address, cancellationToken)).Value is not null;

    /// <summary>Seconds of the Clock sysvar, the only time programs see.</summary>
    public Task<long> ReadClockAsync(CancellationToken cancellationToken) => ClockSysvar.ReadAsync(Rpc, cancellationToken);

    public void Dispose()
    {
        _journal.Dispose();
        Rpc.Dispose();
    }
}
