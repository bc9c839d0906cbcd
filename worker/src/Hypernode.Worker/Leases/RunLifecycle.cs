using System.Security.Cryptography;
using Hypernode.Client.Markets;
using Hypernode.Content;
using Hypernode.Content.Bundles;
using Hypernode.Content.Manifests;
using Hypernode.Content.Stores;
using Hypernode.Worker.Chain;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Reporting;
using Hypernode.Worker.Specs;

namespace Hypernode.Worker.Leases;

/// <summary>
/// Takes one attempt at one job from selection to its end, phase by phase; each phase is durable before its act, and each act may be
/// repeated, so a worker that died anywhere goes on here.
/// </summary>
public sealed partial class RunLifecycle : IDisposable
{
    /// <summary>A container lost with its worker is made anew this often, then it is a host fault.</summary>
    private const int MaxContainers = 3;

    private const int SaltBytes = 32;
    private const string AnotherWon = "another node won, or the job ended";
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeaseCheckPeriod = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SettlePoll = TimeSpan.FromSeconds(5);

    private readonly RunServices _services;
    private readonly RunJournal _journal;
    private readonly RunFolder _folder;
    private readonly TaskCompletionSource<ExitCause> _interrupt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopNow = new();
    private JobPlan? _plan;
    private bool _delivered;

    /// <summary>Opens a run for work.</summary>
    /// <param name="id">Which attempt at which job.</param>
    /// <param name="folder">The run's folder.</param>
    /// <param name="journal">Its journal; owned from here on.</param>
    /// <param name="services">What it works with.</param>
    public RunLifecycle(RunId id, RunFolder folder, RunJournal journal, RunServices services)
    {
        Id = id;
        _folder = folder;
        _journal = journal;
        _services = services;
    }

    /// <summary>Which attempt at which job.</summary>
    public RunId Id { get; }

    /// <summary>The phase last entered.</summary>
    public RunPhase Phase => _journal.Phase ?? RunPhase.Selected;

    /// <summary>Whether the run still uses memory and processor of this host.</summary>
    public bool UsesHost => Phase < RunPhase.Stored;

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsOver => Phase is RunPhase.Closed or RunPhase.Abandoned;

    /// <summary>Records the selection: the first line of a new journal, or a line below an end that may pass.</summary>
    public void Select()
    {
        _journal.Append(RunPhase.Selected, new SelectedRecord(Id.Job.ToString(), Id.Attempt, Id.PostedSlot, _services.Identity.Genesis, _services.Identity.Node.ToString()));
        Entered();
    }

    /// <summary>Works until the run is over.</summary>
    /// <param name="cancellationToken">The worker goes away; the run stays where it is and is taken up again later.</param>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (!IsOver)
        {
            try
            {
                await StepAsync(cancellationToken);
                Entered();
            }
            catch (LeaseLostException e)
            {
                await AbandonAsync(e.Reason, cancellationToken);
            }
            catch (ChainUnavailableException e)
            {
                _services.Logger.ChainAwaited(Id.Name, Phase, e.Message);
                await Task.Delay(RetryPause, _services.Time, cancellationToken);
            }
        }
    }

    /// <summary>Reads the job soon instead of at the next period.</summary>
    public Task CheckLeaseAsync(CancellationToken cancellationToken) => WatchLeaseOnceAsync(cancellationToken);

    /// <summary>Ends the run without waiting: kills the container and gives the job back.</summary>
    public void StopNow()
    {
        _stopNow.Cancel();
        _interrupt.TrySetResult(ExitCause.Stopped);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _journal.Dispose();
        _stopNow.Dispose();
    }

    private Task StepAsync(CancellationToken cancellationToken) => Phase switch
    {
        RunPhase.Selected => CheckSpecAsync(cancellationToken),
        RunPhase.Accepting => AcceptAsync(cancellationToken),
        RunPhase.Leased => GuardAsync(PrepareAsync, cancellationToken),
        RunPhase.Prepared => GuardAsync(CreateAsync, cancellationToken),
        RunPhase.Created => GuardAsync(StartAsync, cancellationToken),
        RunPhase.Running => GuardAsync(RunAsync, cancellationToken),
        RunPhase.Exited => GuardAsync(PackageAsync, cancellationToken),
        RunPhase.Packaged => DeliverAsync(cancellationToken),
        RunPhase.Stored => SubmitAsync(cancellationToken),
        RunPhase.Submitted => SettleAsync(cancellationToken),
        _ => Task.CompletedTask,
    };

    private void Entered()
    {
        _services.Metrics.Entered(Phase);
        _services.Logger.PhaseEntered(Id.Name, Phase);
    }

    private async Task CheckSpecAsync(CancellationToken cancellationToken)
    {
        try
        {
            var job = await _services.Chain.ReadJobAsync(Id.Job, cancellationToken) ?? throw new LeaseLostException("the job is gone");
            var plan = await LoadPlanAsync(job, cancellationToken);
            if (RunTimes.LongestSeconds(job, plan.MaxSeconds, plan.Limits.OutputBytes, _services.UploadBytesPerSecond) <= 0)
            {
                throw new SpecFaultException($"Outputs of {plan.Limits.OutputBytes} bytes could not be delivered from here before the submission is due.");
            }

            foreach (var input in plan.Inputs)
            {
                await FindAsync(input.Id, cancellationToken);
            }

            if (!await _services.Executor.HasImageAsync(plan.Image, cancellationToken))
            {
                await FindAsync(
                    plan.Image is RunImage.Rootfs rootfs ? rootfs.Id : throw new SpecFaultException("The image is not on this host, and registries are not reached from here."),
                    cancellationToken);
            }

            _journal.Append(RunPhase.Accepting);
        }
        catch (SpecFaultException e)
        {
            _services.Metrics.Fault("spec");
            await AbandonAsync($"spec: {e.Message}", cancellationToken);
        }
        catch (ContentException e)
        {
            await AbandonAsync($"content: {e.Message}", cancellationToken, mayPass: true);
        }
        catch (ExecutionException e)
        {
            _services.Metrics.Fault("host");
            await AbandonAsync($"executor: {e.Message}", cancellationToken, mayPass: true);
        }
    }

    private async Task FindAsync(ContentId id, CancellationToken cancellationToken)
    {
        var manifest = await _services.Fetcher.FindAsync(id, cancellationToken);
        if (manifest.Size > _services.MaxContentBytes)
        {
            throw new SpecFaultException($"{id} has {manifest.Size} bytes; this node takes {_services.MaxContentBytes}.");
        }
    }

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        var job = await _services.Chain.ReadJobAsync(Id.Job, cancellationToken);
        if (!IsOurs(job))
        {
            if (!IsOpen(job))
            {
                await AbandonAsync(AnotherWon, cancellationToken, mayPass: true);
                return;
            }

            try
            {
                await _services.Chain.AcceptAsync(job, cancellationToken);
            }
            catch (ChainRefusedException e)
            {
                job = await _services.Chain.ReadJobAsync(Id.Job, cancellationToken);
                if (!IsOurs(job))
                {
                    await AbandonAsync(IsOpen(job) ? $"accept refused: {e.Name}" : AnotherWon, cancellationToken, mayPass: true);
                    return;
                }
            }

            if (!IsOurs(await _services.Chain.ReadJobAsync(Id.Job, cancellationToken)))
            {
                throw new ChainUnavailableException("the accept is confirmed but not visible yet");
            }
        }

        _journal.Append(RunPhase.Leased);
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var job = await RequireLeaseAsync(cancellationToken);
        var plan = await LoadPlanAsync(job, cancellationToken);
        var left = _services.Clock.ToLocal(job.StartDeadline) - _services.Time.GetUtcNow();
        using var due = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _services.Time);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, due.Token);
        try
        {
            _folder.Clear();
            Directory.CreateDirectory(_folder.Input);
            Directory.CreateDirectory(_folder.Output);
            if (plan.Image is RunImage.Rootfs rootfs)
            {
                _services.Store.Pin(Id.Name, rootfs.Id);
                if (!await _services.Executor.HasImageAsync(plan.Image, late.Token))
                {
                    await _services.Fetcher.FetchAsync(rootfs.Id, _services.MaxContentBytes, late.Token);
                }
            }

            await _services.Executor.PrepareImageAsync(plan.Image, late.Token);
            foreach (var input in plan.Inputs)
            {
                _services.Store.Pin(Id.Name, input.Id);
                await _services.Fetcher.FetchAsync(input.Id, _services.MaxContentBytes, late.Token);
                await _services.Store.GetFolderAsync(input.Id, Path.Combine(_folder.Input, input.Name), new BundleLimits(_services.MaxContentBytes), late.Token);
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ExecutionException(ExecutionFault.Host, "Image and inputs did not come before the start was due.", e);
        }

        _journal.Append(RunPhase.Prepared);
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var job = await RequireLeaseAsync(cancellationToken);
        await _services.Executor.CreateAsync(await RequestAsync(job, cancellationToken), cancellationToken);
        _journal.Append(RunPhase.Created, new CreatedRecord(Containers + 1));
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var job = await RequireLeaseAsync(cancellationToken);
        var request = await RequestAsync(job, cancellationToken);
        var inspection = await _services.Executor.InspectAsync(Id.Name, cancellationToken);
        if (inspection.State is RunState.Lost)
        {
            await _services.Executor.RemoveAsync(Id.Name, cancellationToken);
            EmptyOutput();
            inspection = new RunInspection(RunState.Absent);
        }

        if (inspection.State is RunState.Absent)
        {
            await _services.Executor.CreateAsync(request, cancellationToken);
            inspection = new RunInspection(RunState.Created);
        }

        if (inspection.State is RunState.Created)
        {
            await _services.Executor.StartAsync(Id.Name, cancellationToken);
            _services.Metrics.Started(TimeSpan.FromSeconds(Math.Max(0, _services.Clock.Now - job.Account.AssignedAt)));
        }

        if (job.State == JobState.Assigned)
        {
            await ReportStartAsync(job, cancellationToken);
            job = await RequireLeaseAsync(cancellationToken);
        }

        _journal.Append(RunPhase.Running, new RunningRecord(KillAt(job, request.Limits.OutputBytes)));
    }

    private async Task ReportStartAsync(JobView job, CancellationToken cancellationToken)
    {
        try
        {
            await _services.Chain.StartAsync(job, cancellationToken);
        }
        catch (ChainRefusedException e)
        {
            var now = await _services.Chain.ReadJobAsync(Id.Job, cancellationToken);
            if (now is not { State: JobState.Running } || !IsOurs(now))
            {
                throw new LeaseLostException($"start refused: {e.Name}");
            }
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var job = await RequireLeaseAsync(cancellationToken);
        var request = await RequestAsync(job, cancellationToken);
        var inspection = await _services.Executor.InspectAsync(Id.Name, cancellationToken);
        if (inspection.State is RunState.Absent or RunState.Lost)
        {
            await StartAgainAsync(job, cancellationToken);
            return;
        }

        var killAt = _journal.Data<RunningRecord>(RunPhase.Running)?.KillAt ?? KillAt(job, request.Limits.OutputBytes);
        var logs = _services.Logs.Open(Id.Name);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var leaseWatch = WatchLeaseAsync(watching.Token);
        RunExit exit;
        try
        {
            exit = await new RunSupervisor(_services.Executor, _services.Time).SuperviseAsync(
                Id.Name, _folder.Output, request.Limits, _services.Clock.ToLocal(killAt), logs, _interrupt.Task, cancellationToken);
        }
        finally
        {
            await watching.CancelAsync();
            await leaseWatch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_stopNow.IsCancellationRequested)
        {
            await ReleaseAsync(ReleaseReason.Maintenance, "stopped by its operator", cancellationToken);
            return;
        }

        await RequireLeaseAsync(cancellationToken);
        await RunLogFile.WriteAsync(_folder.Log, logs, cancellationToken);
        _journal.Append(
            RunPhase.Exited,
            new ExitedRecord(
                exit.ExitCode,
                exit.Cause,
                exit.StartedAt.ToUnixTimeMilliseconds(),
                exit.EndedAt.ToUnixTimeMilliseconds(),
                logs.DroppedBytes,
                exit.Usage?.PeakMemoryBytes ?? 0,
                exit.Usage?.CpuMillis ?? 0));
        _services.Logger.ContainerEnded(Id.Name, exit.ExitCode, exit.Cause, (exit.EndedAt - exit.StartedAt).TotalSeconds);
    }

    private async Task StartAgainAsync(JobView job, CancellationToken cancellationToken)
    {
        if (Containers >= MaxContainers || _services.Clock.Now >= job.RunEnd)
        {
            throw new ExecutionException(ExecutionFault.Host, "The container is gone and there is no time to run it again.");
        }

        await _services.Executor.RemoveAsync(Id.Name, cancellationToken);
        EmptyOutput();
        _journal.Append(RunPhase.Created, new CreatedRecord(Containers + 1));
    }

    private async Task PackageAsync(CancellationToken cancellationToken)
    {
        var job = await RequireLeaseAsync(cancellationToken);
        var plan = await LoadPlanAsync(job, cancellationToken);
        var exit = _journal.Data<ExitedRecord>(RunPhase.Exited)!;
        var package = await _services.Packager.PackageAsync(job, plan, Id, exit, _folder, cancellationToken);
        foreach (var content in package.Contents)
        {
            _services.Store.Pin(Id.Name, content);
        }

        _journal.Append(
            RunPhase.Packaged,
            new PackagedRecord(
                Convert.ToHexStringLower(package.ResultDigest),
                [.. package.Contents.Select(c => c.ToString())],
                Convert.ToHexStringLower(package.LogsDigest),
                package.ExitCode,
                package.OutputBytes,
                MeteredSeconds(exit),
                job.Replicas is null ? null : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes))));
        if (package.ExitCode != 0)
        {
            _services.Metrics.Fault("job");
        }
    }

    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        await TidyAsync(cancellationToken);
        // What lies about before every replica committed could be copied by one that did not run.
        if (Package.Salt is null && !await PutAsync(cancellationToken))
        {
            await RequireLeaseAsync(cancellationToken);
            await Task.Delay(RetryPause, _services.Time, cancellationToken);
            return;
        }

        _journal.Append(RunPhase.Stored);
    }

    /// <summary>Delivers to every sink; false where one did not take it.</summary>
    private async Task<bool> PutAsync(CancellationToken cancellationToken)
    {
        foreach (var sink in _services.Sinks)
        {
            foreach (var content in Package.Contents)
            {
                try
                {
                    await sink.PutAsync(_services.Store, ContentId.Parse(content), cancellationToken);
                }
                catch (Exception e) when (e is IOException or HttpRequestException or ContentException)
                {
                    _services.Logger.DeliveryAwaited(Id.Name, sink.Name, e.Message);
                    return false;
                }
            }
        }

        return true;
    }

    private async Task SubmitAsync(CancellationToken cancellationToken)
    {
        var package = Package;
        var digest = SubmittedDigest(package);
        var job = await _services.Chain.ReadJobAsync(Id.Job, cancellationToken);
        if (!IsSubmitted(job, digest))
        {
            if (job is not { State: JobState.Running } || !IsOurs(job))
            {
                throw new LeaseLostException(Describe(job));
            }

            try
            {
                await _services.Chain.SubmitAsync(
                    job,
                    new Submission
                    {
                        ResultDigest = digest,
                        LogsDigest = Convert.FromHexString(package.LogsDigest),
                        ExitCode = package.ExitCode,
                        OutputBytes = package.OutputBytes,
                        MeteredSeconds = package.MeteredSeconds,
                        Codec = (byte)ContentCodec.Raw,
                    },
                    cancellationToken);
            }
            catch (ChainRefusedException e)
            {
                if (!IsSubmitted(await _services.Chain.ReadJobAsync(Id.Job, cancellationToken), digest))
                {
                    throw new LeaseLostException($"submit refused: {e.Name}");
                }
            }
        }

        _journal.Append(RunPhase.Submitted);
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var job = await _services.Chain.ReadJobAsync(Id.Job, cancellationToken);
        if (job is not null && !_delivered && IsRevealed(job))
        {
            _delivered = await PutAsync(cancellationToken);
            if (_delivered)
            {
                return;
            }
        }
        else if (job is null || job.IsOver || job.PostedSlot != Id.PostedSlot || job.Attempt != Id.Attempt)
        {
            await TidyAsync(cancellationToken);
            Close(job is null ? "the job account is closed" : job.State.ToString());
            return;
        }
        else if (job.State == JobState.Submitted && await DueAsync(job, cancellationToken) is { } step && await TakeAsync(step, cancellationToken))
        {
            return;
        }

        await Task.Delay(SettlePoll, _services.Time, cancellationToken);
    }

    /// <summary>Takes a step that anybody may take; false where the program refuses, as it does when another was faster.</summary>
    private async Task<bool> TakeAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step(cancellationToken);
            return true;
        }
        catch (ChainRefusedException e)
        {
            _services.Logger.ChainAwaited(Id.Name, Phase, e.Message);
            return false;
        }
    }

    private void Close(string reason)
    {
        _services.Store.Unpin(Id.Name);
        _services.Logs.Forget(Id.Name);
        _journal.Append(RunPhase.Closed, new EndRecord(reason));
    }

    private async Task AbandonAsync(string reason, CancellationToken cancellationToken, bool mayPass = false)
    {
        await TidyAsync(cancellationToken);
        _services.Store.Unpin(Id.Name);
        _services.Logs.Forget(Id.Name);
        _journal.Append(RunPhase.Abandoned, new EndRecord(reason, mayPass));
        _services.Logger.RunAbandoned(Id.Name, reason);
    }

    /// <summary>
    /// Removes container and files. Where the engine or the disk is what failed, that must not keep the run from its end on chain: the sweeper
    /// takes the container later.
    /// </summary>
    private async Task TidyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _services.Executor.RemoveAsync(Id.Name, cancellationToken);
            _folder.Clear();
        }
        catch (Exception e) when (e is ExecutionException or IOException or UnauthorizedAccessException)
        {
            _services.Logger.TidyFailed(Id.Name, e.Message);
        }
    }

    private async Task ReleaseAsync(ReleaseReason cause, string reason, CancellationToken cancellationToken)
    {
        var job = await _services.Chain.ReadJobAsync(Id.Job, cancellationToken);
        if (IsOurs(job))
        {
            await TidyAsync(cancellationToken);
            try
            {
                await _services.Chain.ReleaseAsync(job!, cause, cancellationToken);
            }
            catch (ChainRefusedException e)
            {
                reason = $"{reason}; release refused: {e.Name}";
            }
        }

        await AbandonAsync(reason, cancellationToken);
    }

    /// <summary>Turns what can go wrong on this host or in the spec into a release; the job then goes to another node.</summary>
    private async Task GuardAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        if (_stopNow.IsCancellationRequested)
        {
            await ReleaseAsync(ReleaseReason.Maintenance, "stopped by its operator", cancellationToken);
            return;
        }

        try
        {
            await step(cancellationToken);
        }
        catch (SpecFaultException e)
        {
            _services.Metrics.Fault("spec");
            await ReleaseAsync(ReleaseReason.SpecFault, e.Message, cancellationToken);
        }
        catch (ExecutionException e)
        {
            _services.Metrics.Fault(e.Fault == ExecutionFault.Spec ? "spec" : "host");
            await ReleaseAsync(e.Fault == ExecutionFault.Spec ? ReleaseReason.SpecFault : ReleaseReason.HostFault, e.Message, cancellationToken);
        }
        catch (ContentException e)
        {
            // What comes from elsewhere is verified as it comes: bytes that no longer match were lost on this host.
            var isHost = e.Error is ContentError.Unavailable or ContentError.NotFound or ContentError.DigestMismatch or ContentError.ChunkCorrupt or ContentError.SizeMismatch;
            _services.Metrics.Fault(isHost ? "host" : "spec");
            await ReleaseAsync(isHost ? ReleaseReason.HostFault : ReleaseReason.SpecFault, e.Message, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _services.Metrics.Fault("host");
            await ReleaseAsync(ReleaseReason.HostFault, e.Message, cancellationToken);
        }
    }
}
