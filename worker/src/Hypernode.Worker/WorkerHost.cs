using Hypernode.Client.Errors;
using Hypernode.Content.Stores;
using Hypernode.Content.Transfer;
using Hypernode.Hosting.Options;
using Hypernode.Protocol.Networks;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Sending;
using Hypernode.Worker.Chain;
using Hypernode.Worker.Control;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Execution.Logs;
using Hypernode.Worker.Jobs;
using Hypernode.Worker.Leases;
using Hypernode.Worker.Reporting;
using Hypernode.Worker.Scheduling;
using Hypernode.Worker.Specs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Hypernode.Worker;

/// <summary>Puts a worker together and runs it until it is told to stop.</summary>
public static class WorkerHost
{
    private const string SendJournalFile = "send.journal";
    private const string ControlSocketFile = "control.sock";
    private static readonly TimeSpan HttpTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Runs until a signal or the control socket stops it; both wait for runs under way.</summary>
    /// <param name="options">Checked here.</param>
    /// <param name="cancellationToken">Stops like a signal.</param>
    /// <exception cref="OptionsException">Options are wrong.</exception>
    /// <exception cref="WorkerRunningException">Another worker uses the state folder.</exception>
    /// <exception cref="ExecutionException">Nothing here can run jobs.</exception>
    /// <exception cref="NodeUnusableException">The node is not on this chain, or not ours.</exception>
    public static async Task RunAsync(WorkerOptions options, CancellationToken cancellationToken)
    {
        WorkerOptionsValidator.Validate(options);
        var time = TimeProvider.System;
        var state = Path.GetFullPath(options.StateFolder);
        using var stateLock = WorkerLock.Take(state);
        var endpoints = NetworkEndpoints.Discover(options.EndpointsFile.Length > 0 ? options.EndpointsFile : null);
        using var key = KeyFile.Load(options.OperatorKeyFile);
        var addresses = AddressesOf(endpoints);
        var identity = new NodeIdentity(Address.Parse(options.Node), key.Address, endpoints.Genesis.ToString(), addresses.MarketsProgram);
        var store = new ContentStore(Path.Combine(state, "content"), time);
        var (executor, _) = await ExecutorChoice.OpenAsync(options, store, time, cancellationToken);

        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        using var loggers = LoggerFactory.Create(logging => logging
            .AddFilter("Quartz", LogLevel.Warning)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "O";
            }));
        builder.Services.AddSingleton<ILoggerFactory>(loggers);
        var logger = loggers.CreateLogger("Hypernode.Worker");
        using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLifetime }) { Timeout = HttpTimeout };
        using var metrics = new WorkerMetrics();
        using var journal = FileSendJournal.Open(Path.Combine(state, SendJournalFile));
        var rpc = new SolanaRpcClient(new RpcOptions { Endpoints = [new RpcEndpoint("rpc", endpoints.Rpc, endpoints.WebSocket)] }, time, loggers.CreateLogger<SolanaRpcClient>());
        await rpc.RequireGenesisAsync(endpoints.Genesis, cancellationToken);
        var sender = new TransactionSender(
            rpc, journal, new TransactionSenderOptions { MaxFeeLamports = options.MaxFeeLamports, ErrorNames = ProgramErrors.NameOf }, time, loggers.CreateLogger<TransactionSender>());
        Address[] markets = [.. options.Markets.Select(market => Address.Parse(market))];
        var services = new RunServices
        {
            Identity = identity,
            Chain = new NodeChain(rpc, sender, key, identity, markets, addresses),
            Clock = new ChainClock(time),
            Executor = executor,
            Store = store,
            Fetcher = new ContentFetcher(store, [.. options.ContentSources.Select(place => Source(place, http))], time),
            Sinks = [.. options.ContentSinks.Select(place => Sink(place, http, time))],
            Specs = new ProtocolSpecReader(),
            Packager = new ResultPackager(store, identity, executor.IsolationClass),
            Logs = new LogRings(time),
            Metrics = metrics,
            Time = time,
            Logger = logger,
            MaxContentBytes = options.MaxContentMib << 20,
            UploadBytesPerSecond = options.UploadKibPerSecond << 10,
        };
        await using var runs = new RunTable(state, HostResources.Measure(options), services);
        var worker = new NodeWorker(runs, services, markets.ToHashSet(), new DrainBoard(logger), options.DiskFloorGib << 30);
        builder.Services.AddSingleton(worker);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        builder.AddQuartz(quartz => Timetable.Fill(quartz, options));
        builder.AddQuartzHostedService();

        await StartAsync(worker, services, cancellationToken);
        using var host = builder.Build();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var socket = options.ControlSocket.Length > 0 ? options.ControlSocket : Path.Combine(state, ControlSocketFile);
        await using var control = new ControlServer(socket, worker, services, EmptyAsync, lifetime.StopApplication);
        control.Start();
        logger.WorkerStarted(identity.Node.ToString(), executor.IsolationClass, options.MaxRuns);
        await host.StartAsync(cancellationToken);
        await host.WaitForShutdownAsync(cancellationToken);
        await EmptyAsync(now: false, CancellationToken.None);
        logger.WorkerStopped();

        async Task EmptyAsync(bool now, CancellationToken stopped)
        {
            worker.Board.Set(DrainReasons.Command, holds: true);
            await (now ? runs.StopNowAsync(stopped) : runs.DrainAsync(stopped));
        }
    }

    /// <summary>What must be true before anything new is begun: the chain answers, the node is ours, the past is resolved.</summary>
    private static async Task StartAsync(NodeWorker worker, RunServices services, CancellationToken cancellationToken)
    {
        services.Clock.Observe(await services.Chain.ReadClockAsync(cancellationToken));
        await services.Chain.ReadNodeAsync(cancellationToken);
        await services.Chain.ResolvePendingAsync(cancellationToken);
        await worker.Runs.RecoverAsync(cancellationToken);
        await worker.SweepAsync(cancellationToken);
    }

    /// <exception cref="NetworkException">The endpoints file does not name a program.</exception>
    private static JobAddresses AddressesOf(NetworkEndpoints endpoints)
    {
        return new JobAddresses(Program("markets"), Program("registry"), Program("staking"), endpoints.Mint);

        Address Program(string name) => endpoints.Programs.TryGetValue(name, out var id)
            ? id
            : throw new NetworkException($"{endpoints.Path} does not name the program {name}", "let the network write it anew");
    }

    private static IContentSource Source(string place, HttpClient http) =>
        Path.IsPathRooted(place) ? new DirectorySource(place) : new HttpSource(http, Slashed(place));

    private static IContentSink Sink(string place, HttpClient http, TimeProvider time) =>
        Path.IsPathRooted(place) ? new DirectorySink(place, time) : new HttpSink(http, Slashed(place));

    private static Uri Slashed(string place) => new(place.EndsWith('/') ? place : place + "/");
}
