using Hypernode.Client.Markets;
using Hypernode.Content;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Leases;
using Hypernode.Worker.Tests.Chain;

namespace Hypernode.Worker.Tests.Leases;

/// <summary>The crash table: what a worker does that finds a run in each phase, whatever became of the container and the job meanwhile.</summary>
[TestFixture]
internal sealed class RunRecoveryTests : LifecycleFixture
{
    private static readonly string[] WholeLife = ["accept", "start", "submit", "settle"];

    [Test]
    public void Bears_another_name_for_each_node_attempt_slot_and_job() => Assert.That(
        new[]
        {
            Run, Run with { Node = Accounts.Key(9) }, Run with { Attempt = 2 }, Run with { PostedSlot = Run.PostedSlot + 1 }, Run with { Job = Accounts.Key(9) },
        }.Select(run => run.Name),
        Is.Unique.And.All.Matches("^hn-[A-Za-z0-9-]+$"));

    [Test]
    public async Task Each_phase_is_durable_before_its_act()
    {
        var seen = new Dictionary<string, RunPhase>(StringComparer.Ordinal);
        Chain.OnSend = act => seen[act] = PhaseOnDisk();
        Assert.That(await RecoverAsync(), Is.EqualTo(RunPhase.Closed));
        Assert.Multiple(() =>
        {
            Assert.That(Chain.Sent, Is.EqualTo(WholeLife));
            Assert.That(Executor.Acts, Is.EqualTo((string[])["create", "start", "remove"]));
            Assert.That(seen["accept"], Is.EqualTo(RunPhase.Accepting));
            Assert.That(seen["start"], Is.EqualTo(RunPhase.Created));
            Assert.That(seen["submit"], Is.EqualTo(RunPhase.Stored));
            Assert.That(seen["settle"], Is.EqualTo(RunPhase.Submitted));
        });
    }

    [Test]
    public async Task Selected_another_node_won_is_dropped()
    {
        Chain.Job = Chain.Job!.With(job => job with { State = JobState.Assigned, Attempt = 1, Node = Accounts.Key(9) });
        Assert.That(await RecoverAsync(RunPhase.Selected), Is.EqualTo(RunPhase.Abandoned));
        Assert.That(Chain.Sent, Is.Empty);
    }

    [Test]
    public async Task Accepting_is_sent_once_when_it_landed_unheard()
    {
        Chain.LandsUnheard = "accept";
        Assert.That(await RecoverAsync(RunPhase.Accepting), Is.EqualTo(RunPhase.Closed));
        Assert.That(Chain.Sent, Is.EqualTo(WholeLife));
    }

    [Test]
    public async Task Accepting_refused_is_dropped()
    {
        Chain.Refuses = "accept";
        Assert.That(await RecoverAsync(RunPhase.Accepting), Is.EqualTo(RunPhase.Abandoned));
        Assert.That((Chain.Sent.Count, EndReason()), Is.EqualTo((0, "accept refused: NotNow")));
    }

    [TestCase(RunPhase.Leased)]
    [TestCase(RunPhase.Prepared)]
    public async Task Before_a_container_the_run_goes_on(RunPhase phase)
    {
        Assign();
        Assert.That(await RecoverAsync(phase), Is.EqualTo(RunPhase.Closed));
        Assert.That(Chain.Sent, Is.EqualTo(WholeLife[1..]));
    }

    [TestCase(RunPhase.Prepared)]
    [TestCase(RunPhase.Created)]
    public async Task A_container_that_never_ran_is_started(RunPhase phase)
    {
        Assign();
        Executor.Put(Run.Name, RunState.Created);
        Assert.That(await RecoverAsync(phase), Is.EqualTo(RunPhase.Closed));
        Assert.That(Executor.Acts.Count(act => string.Equals(act, "start", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(Chain.Sent, Is.EqualTo(WholeLife[1..]));
    }

    [TestCase(RunState.Running)]
    [TestCase(RunState.Exited)]
    public async Task A_container_that_was_started_is_never_started_again(RunState found)
    {
        Assign();
        Executor.Put(Run.Name, found);
        EndLater(found);
        Assert.That(await RecoverAsync(RunPhase.Created), Is.EqualTo(RunPhase.Closed));
        Assert.That(Executor.Acts, Is.EqualTo((string[])["remove"]));
        Assert.That(Chain.Sent, Is.EqualTo(WholeLife[1..]));
    }

    [TestCase(RunState.Running)]
    [TestCase(RunState.Exited)]
    public async Task Running_is_adopted_or_collected(RunState found)
    {
        AssignAndStart();
        Executor.Put(Run.Name, found);
        EndLater(found);
        Assert.That(await RecoverAsync(RunPhase.Running), Is.EqualTo(RunPhase.Closed));
        Assert.That(Executor.Acts, Is.EqualTo((string[])["remove"]));
        Assert.That(Chain.Sent, Is.EqualTo(WholeLife[2..]));
    }

    [TestCase(RunState.Absent)]
    [TestCase(RunState.Lost)]
    public async Task A_lost_container_is_made_anew_while_time_allows(RunState found)
    {
        AssignAndStart();
        Leave(found);
        Assert.That(await RecoverAsync(RunPhase.Running), Is.EqualTo(RunPhase.Closed));
        Assert.That(Executor.Acts.Where(act => !string.Equals(act, "remove", StringComparison.Ordinal)), Is.EqualTo((string[])["create", "start"]));
        Assert.That(Chain.Sent, Is.EqualTo(WholeLife[2..]));
        Assert.That(Directory.Exists(Folder.Output), Is.False);
    }

    [TestCase(-1, true)]
    [TestCase(0, false)]
    [TestCase(1, false)]
    public async Task A_lost_container_is_a_host_fault_when_its_time_is_over(int secondsPastTheEnd, bool runsAgain)
    {
        AssignAndStart();
        Executor.Put(Run.Name, RunState.Lost);
        Time.Advance(TimeSpan.FromSeconds(Accounts.MaxRunSeconds + secondsPastTheEnd));
        Assert.That(await RecoverAsync(RunPhase.Running), Is.EqualTo(runsAgain ? RunPhase.Closed : RunPhase.Abandoned));
        Assert.That(Chain.Sent[0], Is.EqualTo(runsAgain ? "submit" : "release HostFault"));
    }

    [Test]
    public async Task A_container_is_made_three_times_at_most()
    {
        AssignAndStart();
        Executor.Put(Run.Name, RunState.Lost);
        Assert.That(await RecoverAsync(RunPhase.Created, RunPhase.Created, RunPhase.Created, RunPhase.Running), Is.EqualTo(RunPhase.Abandoned));
        Assert.That(Chain.Sent, Is.EqualTo((string[])["release HostFault"]));
        Assert.That(Executor.Has(Run.Name), Is.False);
    }

    [Test]
    public async Task Exited_is_collected_again()
    {
        AssignAndStart();
        Executor.Put(Run.Name, RunState.Exited);
        Assert.That(await RecoverAsync(RunPhase.Exited), Is.EqualTo(RunPhase.Closed));
        Assert.That((Results.Packed, Executor.Has(Run.Name)), Is.EqualTo((1, false)));
        Assert.That(Chain.Sent, Is.EqualTo(WholeLife[2..]));
    }

    [TestCase(RunPhase.Packaged)]
    [TestCase(RunPhase.Stored)]
    public async Task What_is_packed_is_submitted_and_never_packed_again(RunPhase phase)
    {
        AssignAndStart();
        Assert.That(await RecoverAsync(phase), Is.EqualTo(RunPhase.Closed));
        Assert.That((Results.Packed, Chain.ResultDigest), Is.EqualTo((0, FakeResults.Digest)));
        Assert.That(Chain.Sent, Is.EqualTo(WholeLife[2..]));
    }

    [Test]
    public async Task Stored_is_submitted_once_when_it_landed_unheard()
    {
        AssignAndStart();
        Chain.LandsUnheard = "submit";
        Assert.That(await RecoverAsync(RunPhase.Stored), Is.EqualTo(RunPhase.Closed));
        Assert.That(Chain.Sent, Is.EqualTo(WholeLife[2..]));
    }

    [Test]
    public async Task Stored_never_takes_another_digest_for_its_own()
    {
        AssignAndStart();
        Chain.Job = Chain.Job!.With(job => job with { State = JobState.Submitted, ResultDigest = [.. Enumerable.Repeat((byte)8, 32)] });
        Assert.That(await RecoverAsync(RunPhase.Stored), Is.EqualTo(RunPhase.Abandoned));
        Assert.That(Chain.Sent, Is.Empty);
    }

    [Test]
    public async Task Submitted_is_settled_when_the_window_is_over_and_not_before()
    {
        AssignAndStart();
        Chain.Job = Chain.Job!.With(job => job with { State = JobState.Submitted, SubmittedAt = Now });
        var due = Now + Accounts.ChallengeWindowSeconds;
        long settledAt = 0;
        Chain.OnSend = _ => settledAt = Now;
        Assert.That(await RecoverAsync(RunPhase.Submitted), Is.EqualTo(RunPhase.Closed));
        Assert.That(settledAt, Is.GreaterThan(due).And.LessThanOrEqualTo(due + 6));
    }

    [Test]
    public async Task Submitted_closes_when_another_settled_it()
    {
        AssignAndStart();
        Chain.Job = Chain.Job!.With(job => job with { State = JobState.Settled });
        Assert.That(await RecoverAsync(RunPhase.Submitted), Is.EqualTo(RunPhase.Closed));
        Assert.That(Chain.Sent, Is.Empty);
    }

    [TestCase(RunPhase.Leased)]
    [TestCase(RunPhase.Prepared)]
    [TestCase(RunPhase.Created)]
    [TestCase(RunPhase.Running)]
    [TestCase(RunPhase.Exited)]
    [TestCase(RunPhase.Stored)]
    public async Task A_lost_lease_ends_the_run_in_any_phase(RunPhase phase)
    {
        AssignAndStart();
        Executor.Put(Run.Name, RunState.Running);
        Chain.Job = Chain.Job!.With(job => job with { Node = Accounts.Key(9), Attempt = 2 });
        Assert.That(await RecoverAsync(phase), Is.EqualTo(RunPhase.Abandoned));
        Assert.That((Chain.Sent.Count, Executor.Has(Run.Name)), Is.EqualTo((0, false)));
    }

    [TestCase(RunPhase.Prepared)]
    [TestCase(RunPhase.Created)]
    [TestCase(RunPhase.Running)]
    public async Task A_dead_engine_gives_the_job_back(RunPhase phase)
    {
        AssignAndStart();
        Executor.IsDown = true;
        Assert.That(await RecoverAsync(phase), Is.EqualTo(RunPhase.Abandoned));
        Assert.That((Chain.Sent.Single(), EndReason()), Is.EqualTo(("release HostFault", "the engine is gone")));
    }

    [TestCase(RunPhase.Exited)]
    [TestCase(RunPhase.Packaged)]
    [TestCase(RunPhase.Stored)]
    [TestCase(RunPhase.Submitted)]
    public async Task A_dead_engine_takes_no_result_away(RunPhase phase)
    {
        AssignAndStart();
        if (phase == RunPhase.Submitted)
        {
            Chain.Job = Chain.Job!.With(job => job with { State = JobState.Submitted, SubmittedAt = Now });
        }

        Executor.IsDown = true;
        Assert.That(await RecoverAsync(phase), Is.EqualTo(RunPhase.Closed));
        Assert.That(Chain.Sent, Is.EqualTo(phase == RunPhase.Submitted ? WholeLife[3..] : WholeLife[2..]));
        Assert.That(Log.Text, Does.Contain($"Run {Run.Name} left something behind that cannot be removed now: the engine is gone"));
    }

    [Test]
    public async Task A_dead_engine_ends_no_worker_before_the_accept()
    {
        Executor.IsDown = true;
        Assert.That(await RecoverAsync(RunPhase.Selected), Is.EqualTo(RunPhase.Abandoned));
        Assert.That((Chain.Sent.Count, EndReason()), Is.EqualTo((0, "executor: the engine is gone")));
    }

    [TestCase(ContentError.Unavailable, "release HostFault")]
    [TestCase(ContentError.NotFound, "release HostFault")]
    [TestCase(ContentError.DigestMismatch, "release HostFault")]
    [TestCase(ContentError.ChunkCorrupt, "release HostFault")]
    [TestCase(ContentError.SizeMismatch, "release HostFault")]
    [TestCase(ContentError.ManifestMalformed, "release SpecFault")]
    [TestCase(ContentError.BundleMalformed, "release SpecFault")]
    [TestCase(ContentError.PathUnsafe, "release SpecFault")]
    [TestCase(ContentError.TooLarge, "release SpecFault")]
    public async Task Content_that_fails_is_the_fault_of_who_had_it_last(ContentError error, string release)
    {
        Assign();
        Executor.PrepareFails = new ContentException(error, "content");
        Assert.That(await RecoverAsync(RunPhase.Leased), Is.EqualTo(RunPhase.Abandoned));
        Assert.That(Chain.Sent, Is.EqualTo((string[])[release]));
    }

    [TestCase(ExecutionFault.Host, "release HostFault")]
    [TestCase(ExecutionFault.Spec, "release SpecFault")]
    public async Task An_image_that_fails_is_released_by_whose_fault_it_is(ExecutionFault fault, string release)
    {
        Assign();
        Executor.PrepareFails = new ExecutionException(fault, "image");
        Assert.That(await RecoverAsync(RunPhase.Leased), Is.EqualTo(RunPhase.Abandoned));
        Assert.That((Chain.Sent.Single(), EndReason()), Is.EqualTo((release, "image")));
    }

    [TestCase(349_000, true)]
    [TestCase(350_000, false)]
    [TestCase(351_000, false)]
    public async Task A_job_whose_outputs_could_not_be_delivered_is_left_to_others(long outputBytes, bool taken)
    {
        Results.Plan = Results.Plan with { Limits = Limits with { OutputBytes = outputBytes } };
        Assert.That(await RecoverAsync(RunPhase.Selected), Is.EqualTo(taken ? RunPhase.Closed : RunPhase.Abandoned));
        Assert.That(Chain.Sent, taken ? Is.EqualTo(WholeLife) : Is.Empty);
    }

    [Test]
    public async Task A_silent_chain_is_waited_for()
    {
        AssignAndStart();
        Executor.Put(Run.Name, RunState.Exited);
        Chain.IsDown = true;
        using var back = Time.CreateTimer(_ => Chain.IsDown = false, null, TimeSpan.FromSeconds(25), Timeout.InfiniteTimeSpan);
        Assert.That(await RecoverAsync(RunPhase.Running), Is.EqualTo(RunPhase.Closed));
        Assert.That(Chain.Sent, Is.EqualTo(WholeLife[2..]));
    }

    private void Assign() => Chain.Job = Chain.Job!.With(job => job with { State = JobState.Assigned, Attempt = 1, Node = Accounts.NodeAddress, AssignedAt = Now });

    private void AssignAndStart()
    {
        Assign();
        Chain.Job = Chain.Job!.With(job => job with { State = JobState.Running, StartedAt = Now });
    }

    private void Leave(RunState state)
    {
        Directory.CreateDirectory(Folder.Output);
        File.WriteAllText(Path.Combine(Folder.Output, "half"), "done");
        if (state != RunState.Absent)
        {
            Executor.Put(Run.Name, state);
        }
    }

    private void EndLater(RunState found)
    {
        if (found == RunState.Running)
        {
            Time.CreateTimer(_ => Executor.End(Run.Name, 0), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Writes the journal an earlier worker left behind, takes the run up and works it to its end.</summary>
    /// <param name="phases">The phases it entered after the selection; none = a new run.</param>
    private async Task<RunPhase> RecoverAsync(params RunPhase[] phases)
    {
        Directory.CreateDirectory(Folder.Output);
        using (var left = RunJournal.Open(Folder.Root, Time))
        {
            left.Append(RunPhase.Selected, new SelectedRecord(Run.Job.ToString(), Run.Attempt, Run.PostedSlot, Services.Identity.Genesis, Services.Identity.Node.ToString()));
            var containers = 0;
            foreach (var phase in phases.Where(phase => phase != RunPhase.Selected))
            {
                WriteBefore(left, phase, ref containers);
            }
        }

        using var run = new RunLifecycle(Run, Folder, RunJournal.Open(Folder.Root, Time), Services);
        await Time.RunAsync(WorkAsync(run));
        Assert.That(PhaseOnDisk(), Is.EqualTo(run.Phase));
        return run.Phase;
    }

    private static async Task<bool> WorkAsync(RunLifecycle run)
    {
        await Task.Yield();
        await run.WorkAsync(CancellationToken.None);
        return true;
    }

    private void WriteBefore(RunJournal journal, RunPhase phase, ref int containers)
    {
        var exited = new ExitedRecord(0, ExitCause.Exited, Now * 1000, (Now * 1000) + 1, 0, 0, 0);
        var packaged = new PackagedRecord(Convert.ToHexStringLower(FakeResults.Digest), [], new string('0', 64), 0, 0, 1);
        switch (phase)
        {
            case RunPhase.Created:
                journal.Append(phase, new CreatedRecord(++containers));
                break;
            case RunPhase.Running:
                journal.Append(phase, new RunningRecord(Chain.Job!.Account.StartedAt + Accounts.MaxRunSeconds));
                break;
            case RunPhase.Exited:
                journal.Append(phase, exited);
                break;
            case RunPhase.Packaged:
                journal.Append(phase, packaged);
                break;
            case RunPhase.Stored or RunPhase.Submitted:
                journal.Append(RunPhase.Packaged, packaged);
                journal.Append(phase);
                break;
            default:
                journal.Append(phase);
                break;
        }
    }

    private RunPhase PhaseOnDisk() => JournalOnDisk().Phase;

    private string EndReason() => JournalOnDisk().Data!.Value.GetProperty("reason").GetString()!;

    /// <summary>The last line of the journal as a second reader sees it.</summary>
    private JournalEntry JournalOnDisk()
    {
        var copy = Directory.CreateTempSubdirectory("hn-journal-copy-").FullName;
        try
        {
            File.Copy(Path.Combine(Folder.Root, RunJournal.FileName), Path.Combine(copy, RunJournal.FileName));
            using var journal = RunJournal.Open(copy, Time);
            return journal.Entries[^1];
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}
