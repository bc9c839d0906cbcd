using System.Collections.Concurrent;
using System.Globalization;
using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;
using Hypernode.Worker.Chain;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Leases;
using Microsoft.Extensions.Logging;

namespace Hypernode.Worker.Scheduling;

/// <summary>The runs of this worker: begins them, finds them again after a crash, and knows what the host has left.</summary>
public sealed class RunTable : IAsyncDisposable
{
    private const string RunsFolder = "runs";

    /// <summary>How long an attempt rests that was given up before its accept: what its content or its engine lacked may be back then.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(60);

    private readonly RunServices _services;
    private readonly HostCapacity _total;
    private readonly string _root;
    private readonly ConcurrentDictionary<Address, Entry> _active = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <param name="stateFolder">The worker's state folder.</param>
    /// <param name="total">What the host lends to runs.</param>
    /// <param name="services">What runs work with.</param>
    public RunTable(string stateFolder, HostCapacity total, RunServices services)
    {
        _root = Path.Combine(stateFolder, RunsFolder);
        _total = total;
        _services = services;
        Directory.CreateDirectory(_root);
    }

    /// <summary>Runs whose journal is damaged; a person must look at them.</summary>
    public IReadOnlyList<string> Quarantined { get; private set; } = [];

    /// <summary>Runs under way.</summary>
    public IReadOnlyList<RunLifecycle> Active => [.. _active.Values.Select(entry => entry.Run)];

    /// <summary>What is left for further runs.</summary>
    public HostCapacity Left => _active.Values
        .Where(entry => entry.Run.UsesHost)
        .Aggregate(_total, (left, entry) => entry.Needs is { } needs ? JobPolicy.Reserve(left, needs) : left with { Runs = left.Runs - 1 });

    /// <summary>Whether a job is being worked on.</summary>
    public bool Has(Address job) => _active.ContainsKey(job);

    /// <summary>Whether a replica of a group is being worked on.</summary>
    public bool HasReplicaOf(Address group) => _active.Values.Any(entry => entry.Replicas == group);

    /// <summary>Takes up every unfinished run found on disk. Damaged journals are set aside, not guessed at.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var quarantined = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories(_root).Order(StringComparer.Ordinal))
        {
            RunJournal? journal = null;
            try
            {
                journal = RunJournal.Open(folder, _services.Time);
                if (journal.Phase is RunPhase.Closed or RunPhase.Abandoned)
                {
                    journal.Dispose();
                    continue;
                }

                if (journal.Data<SelectedRecord>(RunPhase.Selected) is not { } selected)
                {
                    // Nothing was begun: the first line was never completed.
                    journal.Dispose();
                    Directory.Delete(folder, recursive: true);
                    continue;
                }

                CheckOwner(folder, selected);
                var run = new RunLifecycle(new RunId(Address.Parse(selected.Job), selected.PostedSlot, selected.Attempt, _services.Identity.Node), new RunFolder(folder), journal, _services);
                var job = await _services.Chain.ReadJobAsync(run.Id.Job, cancellationToken);
                _services.Logger.RunRecovered(run.Id.Name, run.Phase);
                Work(run, job);
            }
            catch (JournalDamagedException e)
            {
                journal?.Dispose();
                _services.Logger.RunQuarantined(Path.GetFileName(folder), e.Message);
                quarantined.Add(Path.GetFileName(folder));
            }
        }

        Quarantined = quarantined;
    }

    /// <summary>Begins a run for an open job.</summary>
    /// <returns>False when the job is already worked on, or this attempt was tried before and what ended it stays or is not a minute old.</returns>
    public bool Begin(JobView job)
    {
        var id = new RunId(job.Address, job.PostedSlot, job.Attempt + 1, _services.Identity.Node);
        if (Has(job.Address) || Quarantined.Contains(id.Name, StringComparer.Ordinal))
        {
            return false;
        }

        var folder = Path.Combine(_root, id.Name);
        var journal = RunJournal.Open(folder, _services.Time);
        if (!IsFree(journal))
        {
            journal.Dispose();
            return false;
        }

        var run = new RunLifecycle(id, new RunFolder(folder), journal, _services);
        run.Select();
        Work(run, job);
        return true;
    }

    /// <summary>Removes containers of ours that no run knows, and those past their deadline.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        // Listed first: a run that begins while a slow engine lists is known by the time its container is judged.
        var list = await _services.Executor.ListAsync(cancellationToken);
        var known = Active.Select(run => run.Id.Name).Concat(Quarantined).ToHashSet(StringComparer.Ordinal);
        var now = _services.Time.GetUtcNow().ToUnixTimeSeconds();
        foreach (var found in list)
        {
            if (!known.Contains(found.Name))
            {
                await _services.Executor.RemoveAsync(found.Name, cancellationToken);
                _services.Logger.OrphanRemoved(found.Name);
            }
            else if (found.Labels.TryGetValue(RunLabels.Deadline, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var deadline) && now > deadline)
            {
                await _services.Executor.RemoveAsync(found.Name, cancellationToken);
                _services.Logger.DeadlineSwept(found.Name);
            }
        }
    }

    /// <summary>Waits until no run uses the host; submitted ones need no waiting, they are taken up again at the next start.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (_active.Values.Any(entry => entry.Run.Phase < RunPhase.Submitted))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), _services.Time, cancellationToken);
        }
    }

    /// <summary>Kills all containers and gives their jobs back.</summary>
    public async Task StopNowAsync(CancellationToken cancellationToken)
    {
        foreach (var run in Active)
        {
            run.StopNow();
        }

        await DrainAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var entry in _active.Values)
        {
            await entry.Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            entry.Run.Dispose();
        }

        _stopping.Dispose();
    }

    private bool IsFree(RunJournal journal) => journal.Phase is null
        || (journal.Phase is RunPhase.Abandoned && journal.Data<EndRecord>(RunPhase.Abandoned)!.MayPass && _services.Time.GetUtcNow() - journal.Entries[^1].At >= Rest);

    private void CheckOwner(string folder, SelectedRecord selected)
    {
        if (!string.Equals(selected.Genesis, _services.Identity.Genesis, StringComparison.Ordinal) || !string.Equals(selected.Node, _services.Identity.Node.ToString(), StringComparison.Ordinal))
        {
            throw new JournalDamagedException(Path.Combine(folder, RunJournal.FileName), 1, $"it belongs to node {selected.Node} on genesis {selected.Genesis}");
        }
    }

    private void Work(RunLifecycle run, JobView? job)
    {
        var entry = new Entry(run, job);
        _active[run.Id.Job] = entry;
        entry.Work = WorkAsync(run);
    }

    private async Task WorkAsync(RunLifecycle run)
    {
        await Task.Yield();
        try
        {
            await run.WorkAsync(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            // One broken run must not take the others along; its journal keeps where it was for the next start.
            _services.Logger.RunCrashed(e, run.Id.Name);
        }

        _active.TryRemove(run.Id.Job, out _);
        run.Dispose();
    }

    private sealed class Entry(RunLifecycle run, JobView? job)
    {
        public RunLifecycle Run { get; } = run;

        public PodRequirements? Needs { get; } = job?.Account.Requirements;

        public Address? Replicas { get; } = job?.Replicas;

        public Task Work { get; set; } = Task.CompletedTask;
    }
}
