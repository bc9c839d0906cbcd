using System.Buffers.Binary;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Solana;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;
using Hypernode.Worker.Leases;

namespace Hypernode.Worker.Chain;

/// <summary>The chain as the programs' generated clients show it.</summary>
public sealed class NodeChain : INodeChain
{
    private const int ClockTimeOffset = 32;
    private static readonly Address StakingId = Address.Parse("AQicbZkqRZcpEaKCuuV4pP3gLewaVXUP4ufPcdrsZvtx");

    private readonly SolanaRpcClient _rpc;
    private readonly TransactionSender _sender;
    private readonly ISigner _operator;
    private readonly NodeIdentity _identity;
    private readonly IReadOnlyList<Address> _markets;
    private readonly Address _mint;

    /// <param name="rpc">The cluster.</param>
    /// <param name="sender">Sends and confirms, with a journal.</param>
    /// <param name="operatorKey">The hot key; pays and signs.</param>
    /// <param name="identity">Which node.</param>
    /// <param name="markets">Markets served; empty = all.</param>
    /// <param name="mint">The HYPER mint.</param>
    public NodeChain(SolanaRpcClient rpc, TransactionSender sender, ISigner operatorKey, NodeIdentity identity, IReadOnlyList<Address> markets, Address mint)
    {
        _rpc = rpc;
        _sender = sender;
        _operator = operatorKey;
        _identity = identity;
        _markets = markets;
        _mint = mint;
    }

    /// <inheritdoc/>
    public Task<long> ReadClockAsync(CancellationToken cancellationToken) => ReadAsync(async () =>
    {
        var clock = (await _rpc.GetAccountAsync(Sysvars.Clock, cancellationToken)).Value ?? throw new ChainUnavailableException("The Clock sysvar is not there.");
        return BinaryPrimitives.ReadInt64LittleEndian(clock.Data.Span[ClockTimeOffset..]);
    });

    /// <inheritdoc/>
    public Task<NodeView> ReadNodeAsync(CancellationToken cancellationToken) => ReadAsync(async () =>
    {
        var reader = new NodeReader(_rpc);
        return await reader.ReadAsync(_identity, cancellationToken);
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobView>> ScanOpenJobsAsync(CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<JobView>>(async () =>
    {
        var found = new List<JobView>();
        AccountFilter[] open = [MarketsFilters.JobBy.Discriminator, MarketsFilters.JobBy.State(JobState.Open)];
        var scans = _markets.Count == 0 ? [open] : _markets.Select(market => (AccountFilter[])[.. open, MarketsFilters.JobBy.Market(market)]);
        foreach (var filters in scans)
        {
            var accounts = await _rpc.GetProgramAccountsAsync(MarketsProgram.Id, filters, cancellationToken);
            found.AddRange(accounts.Value.Select(account => JobViews.Of(account.Address, Job.DecodeAccount(account.Account.Data.Span))));
        }

        return found;
    });

    /// <inheritdoc/>
    public Task<JobView?> ReadJobAsync(Address job, CancellationToken cancellationToken) => ReadAsync(async () =>
        await FindJobAsync(job, cancellationToken) is { } account ? JobViews.Of(job, account) : null);

    /// <inheritdoc/>
    public async Task ResolvePendingAsync(CancellationToken cancellationToken)
    {
        foreach (var record in await _sender.ReadPendingAsync(cancellationToken))
        {
            try
            {
                await _sender.ResumeAsync(record, cancellationToken);
            }
            catch (Exception e) when (e is TransactionFailedException or TransactionExpiredException)
            {
                // What became of the act is read from the accounts afterwards.
            }
            catch (Exception e) when (IsOutage(e))
            {
                throw new ChainUnavailableException($"{record.Purpose}: {e.Message}", e);
            }
        }
    }

    /// <inheritdoc/>
    public Task AcceptAsync(JobView job, CancellationToken cancellationToken) => SendAsync("accept job", cancellationToken, MarketsInstructions.AcceptJob(new AcceptJobAccounts
    {
        Operator = _operator.Address,
        Market = job.Market,
        Job = job.Address,
        Node = _identity.Node,
        Reputation = RegistryAddresses.FindReputationAddress(_identity.Node).Address,
        Bond = ProgramAddress.Find(StakingId, "bond"u8.ToArray(), _identity.Node.ToArray()).Address,
    }));

    /// <inheritdoc/>
    public Task StartAsync(JobView job, CancellationToken cancellationToken) => SendAsync(
        "start job", cancellationToken, MarketsInstructions.StartJob(new StartJobAccounts { Operator = _operator.Address, Job = job.Address, Node = _identity.Node }));

    /// <inheritdoc/>
    public Task SubmitAsync(JobView job, Submission submission, CancellationToken cancellationToken) => SendAsync(
        "submit job",
        cancellationToken,
        MarketsInstructions.SubmitJob(
            new SubmitJobAccounts { Operator = _operator.Address, Job = job.Address, Node = _identity.Node },
            new SubmitJobArgs
            {
                Submission = new Client.Markets.Submission
                {
                    ResultDigest = submission.ResultDigest,
                    LogsDigest = submission.LogsDigest,
                    ExitCode = submission.ExitCode,
                    OutputBytes = submission.OutputBytes,
                    MeteredSeconds = submission.MeteredSeconds,
                    Codec = Submission.ResultObjectCodec,
                },
            }));

    /// <inheritdoc/>
    public async Task ReleaseAsync(JobView job, ReleaseCause cause, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task SettleAsync(JobView job, CancellationToken cancellationToken)
    {
        var settle = await ReadAsync(() => JobEnds.SettleAsync(_rpc, job.Address, _operator.Address, _mint, cancellationToken));
        await SendAsync("settle job", cancellationToken, settle);
    }

    /// <inheritdoc/>
    public Task RecordHeartbeatAsync(CancellationToken cancellationToken) => SendAsync(
        "heartbeat", cancellationToken, RegistryInstructions.RecordHeartbeat(new RecordHeartbeatAccounts { Node = _identity.Node, Operator = _operator.Address }));

    private static async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (IsOutage(e))
        {
            throw new ChainUnavailableException(e.Message, e);
        }
    }

    private static bool IsOutage(Exception e) =>
        e is RpcException or RpcUnreachableException or RpcProtocolException or RpcOverloadedException or OutcomeUnknownException or TransactionExpiredException or DecodeException or FeeCapException;

    private async Task<Job?> FindJobAsync(Address job, CancellationToken cancellationToken)
    {
        var account = (await _rpc.GetAccountAsync(job, cancellationToken)).Value;
        return account is not null && account.Owner == MarketsProgram.Id ? Job.DecodeAccount(account.Data.Span) : null;
    }

    private async Task SendAsync(string purpose, CancellationToken cancellationToken, params Instruction[] instructions)
    {
        try
        {
            await _sender.SendAsync(new SendRequest { FeePayer = _operator, Instructions = instructions, Purpose = purpose }, cancellationToken);
        }
        catch (TransactionFailedException e)
        {
            throw new ChainRefusedException(e.Name ?? e.Error.ToString() ?? "unknown", e.Code ?? 0, e);
        }
        catch (Exception e) when (IsOutage(e))
        {
            throw new ChainUnavailableException($"{purpose}: {e.Message}", e);
        }
    }
}
