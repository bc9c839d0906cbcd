using System.Buffers.Binary;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;
using Hypernode.Protocol.Trust;
using Hypernode.Solana;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Transactions;
using Hypernode.Worker.Leases;

namespace Hypernode.Worker.Chain;

/// <summary>The chain as the programs' generated clients show it.</summary>
public sealed class NodeChain : INodeChain
{
    private const int ClockTimeOffset = 32;
    private const int MaxAccountsAtOnce = 100;

    private readonly SolanaRpcClient _rpc;
    private readonly TransactionSender _sender;
    private readonly ISigner _operator;
    private readonly NodeIdentity _identity;
    private readonly IReadOnlyList<Address> _markets;
    private readonly JobRecipes _recipes;
    private readonly ReplicaRecipes _replicas;
    private readonly NodeReader _nodes;
    private readonly GateReader _gates;

    /// <param name="rpc">The cluster.</param>
    /// <param name="sender">Sends and confirms, with a journal.</param>
    /// <param name="operatorKey">The hot key; pays and signs.</param>
    /// <param name="identity">Which node.</param>
    /// <param name="markets">Markets served; empty = all.</param>
    /// <param name="addresses">Programs and mint of the network.</param>
    public NodeChain(SolanaRpcClient rpc, TransactionSender sender, ISigner operatorKey, NodeIdentity identity, IReadOnlyList<Address> markets, JobAddresses addresses)
    {
        _rpc = rpc;
        _sender = sender;
        _operator = operatorKey;
        _identity = identity;
        _markets = markets;
        _recipes = new JobRecipes(addresses);
        _replicas = new ReplicaRecipes(addresses);
        _nodes = new NodeReader(rpc, identity, addresses);
        _gates = new GateReader(rpc, addresses);
    }

    /// <inheritdoc/>
    public Task<long> ReadClockAsync(CancellationToken cancellationToken) =>
        ReadAsync(async () => TimeOf((await _rpc.GetAccountAsync(Sysvars.Clock, cancellationToken)).Value));

    /// <inheritdoc/>
    public Task<NodeView> ReadNodeAsync(CancellationToken cancellationToken) => ReadAsync(() => _nodes.ReadAsync(cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobView>> ScanOpenJobsAsync(CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<JobView>>(async () =>
    {
        var found = new List<JobView>();
        AccountFilter[] open = [MarketsFilters.JobBy.Discriminator, MarketsFilters.JobBy.State(JobState.Open)];
        var scans = _markets.Count == 0 ? [open] : _markets.Select(market => (AccountFilter[])[.. open, MarketsFilters.JobBy.Market(market)]);
        foreach (var filters in scans)
        {
            var accounts = await _rpc.GetProgramAccountsAsync(_recipes.Addresses.MarketsProgram, filters, cancellationToken);
            found.AddRange(accounts.Value.Select(account => new JobView(account.Address, Job.DecodeAccount(account.Account.Data.Span))));
        }

        return found;
    });

    /// <inheritdoc/>
    public Task<JobView?> ReadJobAsync(Address job, CancellationToken cancellationToken) => ReadAsync(async () =>
        await FindJobAsync(job, cancellationToken) is { } account ? new JobView(job, account) : null);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<Address, ReplicaGroup>> ReadReplicasAsync(IReadOnlyCollection<Address> groups, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyDictionary<Address, ReplicaGroup>>(async () =>
        {
            var found = new Dictionary<Address, ReplicaGroup>();
            foreach (var some in groups.Chunk(MaxAccountsAtOnce))
            {
                var accounts = (await _rpc.GetAccountsAsync(some, null, null, cancellationToken)).Value;
                foreach (var (address, account) in some.Zip(accounts))
                {
                    if (account is not null && account.Owner == _recipes.Addresses.MarketsProgram)
                    {
                        found.Add(address, ReplicaGroup.DecodeAccount(account.Data.Span));
                    }
                }
            }

            return found;
        });

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
    public Task<GateVerdict> FindPassesAsync(JobView job, NodeView node, long chainNow, CancellationToken cancellationToken) =>
        ReadAsync(() => _gates.FindAsync(job.Account.Requester, job.Account.Group, _identity.Node, node.Candidate.Node, chainNow, cancellationToken));

    /// <inheritdoc/>
    public async Task AcceptAsync(JobView job, CancellationToken cancellationToken)
    {
        var verdict = await ReadAsync(async () =>
        {
            var accounts = (await _rpc.GetAccountsAsync([_identity.Node, Sysvars.Clock], null, null, cancellationToken)).Value;
            var node = Node.DecodeAccount((accounts[0] ?? throw new ChainUnavailableException("The node is not there.")).Data.Span);
            return await _gates.FindAsync(job.Account.Requester, job.Account.Group, _identity.Node, node, TimeOf(accounts[1]), cancellationToken);
        });
        // A gate that shut since the scan is the program's to refuse.
        var accept = _recipes.Accept(_identity.Node, _operator.Address, job.Address, job.Account.Market, verdict.Passes ?? GatePasses.None, job.Replicas);
        await SendAsync("accept job", cancellationToken, accept);
    }

    /// <inheritdoc/>
    public Task StartAsync(JobView job, CancellationToken cancellationToken) =>
        SendAsync("start job", cancellationToken, _recipes.Start(_identity.Node, _operator.Address, job.Address));

    /// <inheritdoc/>
    public Task SubmitAsync(JobView job, Submission submission, CancellationToken cancellationToken) =>
        SendAsync("submit job", cancellationToken, _recipes.Submit(_identity.Node, _operator.Address, job.Address, submission, job.Replicas));

    /// <inheritdoc/>
    public Task ReleaseAsync(JobView job, ReleaseReason reason, CancellationToken cancellationToken)
    {
        var addresses = _recipes.Addresses;
        var accounts = new ReleaseJobAccounts
        {
            Operator = _operator.Address,
            Job = job.Address,
            Node = _identity.Node,
            Reputation = addresses.Reputation(_identity.Node),
            Escrow = addresses.Escrow(job.Address),
            FunderToken = addresses.HyperAccount(job.Account.Funder),
            RentPayer = job.Account.RentPayer,
        };
        return SendAsync(
            "release job", cancellationToken, MarketsInstructions.ReleaseJob(accounts, new ReleaseJobArgs { Reason = (byte)reason }, addresses.MarketsProgram));
    }

    /// <inheritdoc/>
    public async Task SettleAsync(JobView job, CancellationToken cancellationToken)
    {
        var settle = await ReadAsync(async () =>
        {
            var funder = _recipes.Addresses.HyperAccount(job.Account.Funder);
            var orchestrator = _recipes.Addresses.HyperAccount(job.Account.Orchestrator);
            var config = MarketsAddresses.FindConfigAddress(_recipes.Addresses.MarketsProgram).Address;
            var publisher = await PublisherAsync(job, cancellationToken);
            var royalty = _recipes.Addresses.HyperAccount(publisher ?? default);
            var accounts = (await _rpc.GetAccountsAsync([job.Account.Node, config, funder, orchestrator, royalty], null, null, cancellationToken)).Value;
            if (accounts[0] is not { } node || accounts[1] is not { } markets)
            {
                throw new ChainUnavailableException("The node or the config of markets is not there.");
            }

            var missing = (accounts[2] is null ? MissingAccounts.Funder : MissingAccounts.None)
                | (accounts[3] is null && job.Account.Orchestrator != default ? MissingAccounts.Orchestrator : MissingAccounts.None)
                | (accounts[4] is null && publisher is not null ? MissingAccounts.Publisher : MissingAccounts.None);
            return _recipes.Settle(
                _operator.Address,
                job.Address,
                job.Account,
                Node.DecodeAccount(node.Data.Span).Payout,
                Client.Markets.Config.DecodeAccount(markets.Data.Span).Params.FeeShards,
                missing,
                publisher);
        });
        await SendAsync("settle job", cancellationToken, [.. settle]);
    }

    /// <inheritdoc/>
    public Task RevealAsync(JobView job, byte[] result, byte[] salt, CancellationToken cancellationToken) =>
        SendAsync("reveal result", cancellationToken, _replicas.Reveal(job.Address, job.Account.Parent, result, salt));

    /// <inheritdoc/>
    public Task TallyAsync(JobView job, CancellationToken cancellationToken) =>
        SendAsync("tally replicas", cancellationToken, _replicas.Tally(job.Account.Parent));

    /// <inheritdoc/>
    public Task ApplyTallyAsync(JobView job, CancellationToken cancellationToken) =>
        SendAsync("apply tally", cancellationToken, _replicas.Apply(_operator.Address, job.Address, job.Account));

    /// <inheritdoc/>
    public Task RecordHeartbeatAsync(CancellationToken cancellationToken) => SendAsync(
        "heartbeat", cancellationToken, RegistryInstructions.RecordHeartbeat(new RecordHeartbeatAccounts { Node = _identity.Node, Operator = _operator.Address }, _recipes.Addresses.RegistryProgram));

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

    private static long TimeOf(AccountInfo? clock) =>
        BinaryPrimitives.ReadInt64LittleEndian((clock ?? throw new ChainUnavailableException("The Clock sysvar is not there.")).Data.Span[ClockTimeOffset..]);

    private async Task<Job?> FindJobAsync(Address job, CancellationToken cancellationToken)
    {
        var account = (await _rpc.GetAccountAsync(job, cancellationToken)).Value;
        return account is not null && account.Owner == _recipes.Addresses.MarketsProgram ? Job.DecodeAccount(account.Data.Span) : null;
    }

    /// <summary>Who earns the royalty of a job made from a template; null for any other job, and where the template is closed.</summary>
    private async Task<Address?> PublisherAsync(JobView job, CancellationToken cancellationToken) =>
        job.Account.Origin == Origin.Template ? TemplateRecipes.PublisherOf((await _rpc.GetAccountAsync(job.Account.Parent, cancellationToken)).Value) : null;

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
