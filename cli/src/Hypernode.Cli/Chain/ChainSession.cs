using System.Buffers.Binary;
using Hypernode.Cli.Commands;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Errors;
using Hypernode.Protocol.Networks;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Sending;

namespace Hypernode.Cli.Chain;

/// <summary>The network a command talks to, after its genesis was compared with the one the endpoints file names.</summary>
internal sealed class ChainSession : IDisposable
{
    private readonly TimeProvider _time;

    private ChainSession(NetworkEndpoints network, SolanaRpcClient rpc, TimeProvider time)
    {
        Network = network;
        Rpc = rpc;
        _time = time;
    }

    public NetworkEndpoints Network { get; }

    public SolanaRpcClient Rpc { get; }

    /// <summary>Connects; a server of another chain is refused before anything is read from it.</summary>
    public static async Task<ChainSession> OpenAsync(Invocation call, CancellationToken cancellationToken)
    {
        var network = NetworkEndpoints.Discover(call.Get(GlobalOptions.Endpoints));
        var options = new RpcOptions { Endpoints = [new RpcEndpoint("rpc", network.Rpc, network.WebSocket)] };
        var rpc = new SolanaRpcClient(options, call.Time);
        try
        {
            await rpc.RequireGenesisAsync(network.Genesis, cancellationToken).ConfigureAwait(false);
            return new ChainSession(network, rpc, call.Time);
        }
        catch
        {
            rpc.Dispose();
            throw;
        }
    }

    /// <summary>The journal of what this user sent on this network; `tx resume` reads it.</summary>
    public FileSendJournal OpenJournal()
    {
        var folder = Path.Combine(WalletStore.ProfileFolder(), "sent");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return FileSendJournal.Open(Path.Combine(folder, $"{Network.Genesis}.jsonl"));
    }

    /// <summary>Sends what the journal remembers durably before it leaves this process.</summary>
    public TransactionSender Sender(ISendJournal journal) =>
        new(Rpc, journal, new TransactionSenderOptions
        {
            ErrorNames = ProgramErrors.NameOf,
            StatusPeriod = TimeSpan.FromMilliseconds(Network.IsLocal ? 100 : 1_000),
        }, _time);

    /// <summary>Unix seconds of the chain's clock: deadlines are compared with it, not with this machine's.</summary>
    public async Task<long> NowAsync(CancellationToken cancellationToken)
    {
        const int unixTimestampOffset = 32;
        var clock = await Rpc.GetAccountAsync(Sysvars.Clock, cancellationToken).ConfigureAwait(false);
        return clock.Value is { Data.Length: >= unixTimestampOffset + sizeof(long) } account
            ? BinaryPrimitives.ReadInt64LittleEndian(account.Data.Span[unixTimestampOffset..])
            : throw new CliException(ExitCode.Unreachable, "the server has no Clock sysvar", "name another RPC server in the endpoints file");
    }

    public void Dispose() => Rpc.Dispose();
}
