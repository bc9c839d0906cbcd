using Hypernode.Client.Markets;
using Hypernode.Protocol.Jobs;
using Hypernode.Worker.Chain;
using Hypernode.Worker.Leases;
using Hypernode.Worker.Tests.Chain;

namespace Hypernode.Worker.Tests.Leases;

/// <summary>When a run is cut: the earliest of what is billed, what the spec allows and what is left to deliver.</summary>
[TestFixture]
internal sealed class RunTimesTests
{
    private const long Start = 10_000;
    private const long Rate = 1_000;
    private static readonly JobView Job = Accounts.OpenJob(Start).With(job => job with { State = JobState.Running, AssignedAt = Start - 50, StartedAt = Start });

    [TestCase(59, Start + 59)]
    [TestCase(60, Start + 60)]
    [TestCase(61, Start + 60)]
    public void The_spec_and_the_bill_each_end_a_run(long maxSeconds, long killAt) => Assert.That(RunTimes.KillAt(Job, maxSeconds, 0, Rate), Is.EqualTo(killAt));

    [TestCase(289_999, Start + 60, Description = "10 s and 289 s of the 300 s of grace")]
    [TestCase(290_000, Start + 60)]
    [TestCase(291_000, Start + 59)]
    [TestCase(340_000, Start + 10)]
    public void Large_outputs_end_it_early_enough_to_be_delivered(long outputBytes, long killAt) =>
        Assert.That(RunTimes.KillAt(Job, 60, outputBytes, Rate), Is.EqualTo(killAt));

    [Test]
    public void A_stop_by_the_requester_ends_it_where_he_stopped()
    {
        var stopped = Job.With(job => job with { Flags = (byte)JobFlags.Stopped, StoppedAt = Start + 20 });
        Assert.That(RunTimes.KillAt(stopped, 60, 0, Rate), Is.EqualTo(Start + 20));
    }

    [TestCase(349_000, 1)]
    [TestCase(350_000, 0)]
    [TestCase(351_000, -1)]
    public void The_longest_run_is_known_before_the_start(long outputBytes, long seconds)
    {
        Assert.That(RunTimes.LongestSeconds(Accounts.OpenJob(Start), 60, outputBytes, Rate), Is.EqualTo(seconds));
        Assert.That(RunTimes.KillAt(Job, 60, outputBytes, Rate) - Start, Is.EqualTo(seconds));
    }

    [Test]
    public void An_attempt_matters_until_its_submission_whenever_it_starts()
    {
        var assigned = Job.With(job => job with { State = JobState.Assigned, StartedAt = 0 });
        Assert.That(RunTimes.LatestSubmit(assigned), Is.EqualTo(Start - 50 + 120 + 60 + 300));
        Assert.That(RunTimes.LatestSubmit(Job), Is.EqualTo(Start + 60 + 300));
    }
}
