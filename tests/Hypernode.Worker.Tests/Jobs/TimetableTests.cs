using Hypernode.Worker.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Hypernode.Worker.Tests.Jobs;

/// <summary>When each duty is due, what becomes of a missed one, and that none runs beside itself.</summary>
[TestFixture]
internal sealed class TimetableTests
{
    [TestCase(nameof(ScanDuty), 7, SimpleTriggerMisfireInstruction.NextWithRemainingCount)]
    [TestCase(nameof(LeaseDuty), 15, SimpleTriggerMisfireInstruction.NextWithRemainingCount)]
    [TestCase(nameof(SweepDuty), 5, SimpleTriggerMisfireInstruction.NextWithRemainingCount)]
    [TestCase(nameof(HeartbeatDuty), 290, SimpleTriggerMisfireInstruction.NowWithRemainingCount)]
    [TestCase(nameof(ClockDuty), 60, SimpleTriggerMisfireInstruction.NextWithRemainingCount)]
    [TestCase(nameof(TidyDuty), 600, SimpleTriggerMisfireInstruction.NowWithRemainingCount)]
    public async Task Each_duty_has_its_period(string duty, int seconds, SimpleTriggerMisfireInstruction misfire)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddQuartz(quartz => Timetable.Fill(quartz, new WorkerOptions { ScanSeconds = 7, HeartbeatSeconds = 290 }));
        using var host = builder.Build();
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var trigger = (ISimpleTrigger)(await scheduler.GetTriggersOfJob(new JobKey(duty))).Single();
        var detail = (await scheduler.GetJobDetail(trigger.JobKey))!;
        Assert.Multiple(() =>
        {
            Assert.That(trigger.RepeatInterval, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
            Assert.That(trigger.RepeatCount, Is.EqualTo(-1));
            Assert.That(trigger.MisfireInstruction, Is.EqualTo(misfire));
            Assert.That(detail.ConcurrentExecutionDisallowed, Is.True);
        });
        await scheduler.Shutdown();
    }
}
