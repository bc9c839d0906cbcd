using System.Diagnostics.CodeAnalysis;
using Hypernode.Client.Markets;
using Hypernode.Content.Manifests;
using Hypernode.Worker.Chain;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Specs;

namespace Hypernode.Worker.Leases;

/// <content>What the job account says, and what follows from it.</content>
public sealed partial class RunLifecycle
{
    private int Containers => _journal.Data<CreatedRecord>(RunPhase.Created)?.Containers ?? 0;

    private static string Describe(JobView? job) => job is null ? "the job account is closed" : $"the job is {job.State}, attempt {job.Attempt}";

    private static bool IsSubmitted(JobView? job, ReadOnlySpan<byte> digest) =>
        job is { State: JobState.Submitted or JobState.Challenged or JobState.Settled } && job.Account.ResultDigest.AsSpan().SequenceEqual(digest);

    /// <summary>Seconds to bill, from the container's own times; the program clamps them to what it saw.</summary>
    private static uint MeteredSeconds(ExitedRecord exit) =>
        (uint)Math.Max(1, (exit.EndedAtMilliseconds - exit.StartedAtMilliseconds + 999) / 1000);

    private PackagedRecord Package => _journal.Data<PackagedRecord>(RunPhase.Packaged)!;

    private bool IsOurs(JobView? job) =>
        job is { State: JobState.Assigned or JobState.Running }
        && job.PostedSlot == Id.PostedSlot
        && job.Attempt == Id.Attempt
        && job.Account.Node == _services.Identity.Node;

    /// <summary>Whether this attempt is still there to be taken.</summary>
    private bool IsOpen([NotNullWhen(true)] JobView? job) =>
        job is { State: JobState.Open } && job.PostedSlot == Id.PostedSlot && job.Attempt == Id.Attempt - 1;

    private async Task<JobView> RequireLeaseAsync(CancellationToken cancellationToken)
    {
        var job = await _services.Chain.ReadJobAsync(Id.Job, cancellationToken);
        return IsOurs(job) ? job! : throw new LeaseLostException(Describe(job));
    }

    private long KillAt(JobView job, long outputBytes) =>
        RunTimes.KillAt(job, _plan?.MaxSeconds ?? job.Account.MaxRunSeconds, outputBytes, _services.UploadBytesPerSecond);

    private async Task WatchLeaseAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(LeaseCheckPeriod, _services.Time, cancellationToken);
            await WatchLeaseOnceAsync(cancellationToken);
        }
    }

    private async Task WatchLeaseOnceAsync(CancellationToken cancellationToken)
    {
        if (Phase is not RunPhase.Running)
        {
            return;
        }

        try
        {
            var job = await _services.Chain.ReadJobAsync(Id.Job, cancellationToken);
            if (!IsOurs(job) || job!.Account.StoppedAt > 0)
            {
                _interrupt.TrySetResult(ExitCause.Stopped);
            }
        }
        catch (ChainUnavailableException e)
        {
            // Not known is not lost: the run goes on, its deadline holds anyway.
            _services.Logger.ChainAwaited(Id.Name, Phase, e.Message);
        }
    }

    private async Task<JobPlan> LoadPlanAsync(JobView job, CancellationToken cancellationToken)
    {
        if (_plan is null)
        {
            var spec = await _services.Fetcher.FetchBlobAsync(ContentId.FromDigest(job.Account.SpecDigest, ContentCodec.Raw), cancellationToken);
            var inputs = job.Account.Origin == Origin.Batch
                ? await _services.Fetcher.FetchBlobAsync(ContentId.FromDigest(job.Account.InputDigest, ContentCodec.Raw), cancellationToken)
                : null;
            _plan = _services.Specs.Read(spec, inputs, job);
        }

        return _plan;
    }

    private async Task<RunRequest> RequestAsync(JobView job, CancellationToken cancellationToken)
    {
        var plan = await LoadPlanAsync(job, cancellationToken);
        return new RunRequest(Id.Name, plan.Image, plan.Command, plan.Environment, _folder.Input, _folder.Output, plan.Limits, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [RunLabels.Job] = Id.Job.ToString(),
            [RunLabels.Attempt] = Id.Attempt.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [RunLabels.Node] = _services.Identity.Node.ToString(),
            [RunLabels.Genesis] = _services.Identity.Genesis,
            [RunLabels.Deadline] = _services.Clock.ToLocal(RunTimes.LatestSubmit(job)).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
    }

    private void EmptyOutput()
    {
        if (Directory.Exists(_folder.Output))
        {
            Directory.Delete(_folder.Output, recursive: true);
        }

        Directory.CreateDirectory(_folder.Output);
    }
}
