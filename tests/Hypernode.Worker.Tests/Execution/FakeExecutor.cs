using System.Collections.Concurrent;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Execution.Logs;

namespace Hypernode.Worker.Tests.Execution;

/// <summary>An executor whose containers are words in a table; it remembers what was asked of it.</summary>
internal sealed class FakeExecutor(TimeProvider time) : IExecutor
{
    private readonly ConcurrentDictionary<string, Container> _containers = new(StringComparer.Ordinal);

    public string IsolationClass => "fake";

    /// <summary>The engine answers nothing.</summary>
    public bool IsDown { get; set; }

    /// <summary>Why no image can be prepared; null = it can.</summary>
    public Exception? PrepareFails { get; set; }

    /// <summary>What happens while the engine lists.</summary>
    public Func<Task> OnList { get; set; } = static () => Task.CompletedTask;

    /// <summary>How a started container ends at once; null = it runs until <see cref="End"/> or a kill.</summary>
    public int? EndsWith { get; set; }

    /// <summary>Completes when the output of every container is read.</summary>
    public TaskCompletionSource OutputRead { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set: a wait ends only once somebody has asked about the container as well, as slow engines make it.</summary>
    public bool IsSlow { get; set; }

    /// <summary>What was asked, in order, questions left out.</summary>
    public ConcurrentQueue<string> Acts { get; } = new();

    /// <summary>When the last kill was asked for.</summary>
    public DateTimeOffset? KilledAt { get; private set; }

    /// <summary>Puts a container there, as an earlier worker would have left it.</summary>
    public void Put(string name, RunState state, IReadOnlyDictionary<string, string>? labels = null)
    {
        var container = new Container(labels ?? new Dictionary<string, string>(StringComparer.Ordinal)) { State = state, StartedAt = time.GetUtcNow() };
        _containers[name] = container;
        if (state == RunState.Exited)
        {
            container.State = RunState.Running;
            container.End(0, time.GetUtcNow());
        }
    }

    /// <summary>The program ends by itself.</summary>
    public void End(string name, int exitCode) => _containers[name].End(exitCode, time.GetUtcNow());

    public bool Has(string name) => _containers.ContainsKey(name);

    public Task<IReadOnlyList<Prerequisite>> ProbeAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Prerequisite>>([]);

    public Task<bool> HasImageAsync(RunImage image, CancellationToken cancellationToken) => AskAsync(() => true);

    public Task PrepareImageAsync(RunImage image, CancellationToken cancellationToken) => PrepareFails is { } failure ? Task.FromException(failure) : AskAsync(() => true);

    public Task CreateAsync(RunRequest request, CancellationToken cancellationToken) => ActAsync("create", () => _containers.TryAdd(request.Name, new Container(request.Labels)));

    public Task StartAsync(string name, CancellationToken cancellationToken) => ActAsync("start", () =>
    {
        var container = _containers[name];
        Assert.That(container.State, Is.EqualTo(RunState.Created), "a container is started once");
        container.State = RunState.Running;
        container.StartedAt = time.GetUtcNow();
        if (EndsWith is { } exitCode)
        {
            container.End(exitCode, time.GetUtcNow());
        }
    });

    public Task FollowLogsAsync(string name, LogRing logs, CancellationToken cancellationToken) => OutputRead.Task.WaitAsync(cancellationToken);

    public async Task<RunExit> WaitAsync(string name, CancellationToken cancellationToken)
    {
        var container = await AskAsync(() => _containers[name]);
        if (IsSlow)
        {
            await container.Inspected.Task.WaitAsync(cancellationToken);
        }

        await container.Ended.Task.WaitAsync(cancellationToken);
        return container.Exit ?? throw new ExecutionException(ExecutionFault.Host, $"{name} is lost.");
    }

    public Task<RunInspection> InspectAsync(string name, CancellationToken cancellationToken) => AskAsync(() =>
    {
        if (!_containers.TryGetValue(name, out var container))
        {
            return new RunInspection(RunState.Absent);
        }

        container.Inspected.TrySetResult();
        return new RunInspection(container.State, container.Exit);
    });

    public Task KillAsync(string name, CancellationToken cancellationToken) => ActAsync("kill", () =>
    {
        KilledAt = time.GetUtcNow();
        _containers[name].Inspected.TrySetResult();
        _containers[name].End(137, time.GetUtcNow());
    });

    public Task RemoveAsync(string name, CancellationToken cancellationToken) => AskAsync(() =>
    {
        if (_containers.TryRemove(name, out _))
        {
            Acts.Enqueue("remove");
        }

        return true;
    });

    public async Task<IReadOnlyList<FoundRun>> ListAsync(CancellationToken cancellationToken)
    {
        await OnList();
        return await AskAsync<IReadOnlyList<FoundRun>>(() => [.. _containers.Select(pair => new FoundRun(pair.Key, pair.Value.Labels))]);
    }

    private Task<bool> ActAsync(string act, Action change) => AskAsync(() =>
    {
        Acts.Enqueue(act);
        change();
        return true;
    });

    private Task<T> AskAsync<T>(Func<T> answer) =>
        IsDown ? Task.FromException<T>(new ExecutionException(ExecutionFault.Host, "the engine is gone")) : Task.FromResult(answer());

    private sealed class Container(IReadOnlyDictionary<string, string> labels)
    {
        public IReadOnlyDictionary<string, string> Labels { get; } = labels;

        public RunState State { get; set; } = RunState.Created;

        public DateTimeOffset StartedAt { get; set; }

        public RunExit? Exit { get; private set; }

        public TaskCompletionSource Inspected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void End(int exitCode, DateTimeOffset at)
        {
            if (State == RunState.Running)
            {
                Exit = new RunExit(exitCode, ExitCause.Exited, StartedAt, at);
                State = RunState.Exited;
                Ended.TrySetResult();
            }
        }
    }
}
