using Quartz;

namespace Hypernode.Worker.Jobs;

/// <summary>When each duty is due. A duty never runs beside itself; a missed beat is made up once, anything else waits for its next turn.</summary>
internal static class Timetable
{
    private static readonly TimeSpan LeasePeriod = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClockPeriod = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TidyPeriod = TimeSpan.FromMinutes(10);

    public static void Fill(IQuartzBuilder quartz, WorkerOptions options)
    {
        Add<ScanDuty>(quartz, TimeSpan.FromSeconds(options.ScanSeconds), makeUpOnce: false);
        Add<LeaseDuty>(quartz, LeasePeriod, makeUpOnce: false);
        Add<SweepDuty>(quartz, SweepPeriod, makeUpOnce: false);
        Add<HeartbeatDuty>(quartz, TimeSpan.FromSeconds(options.HeartbeatSeconds), makeUpOnce: true);
        Add<ClockDuty>(quartz, ClockPeriod, makeUpOnce: false);
        Add<TidyDuty>(quartz, TidyPeriod, makeUpOnce: true);
    }

    private static void Add<T>(IQuartzBuilder quartz, TimeSpan period, bool makeUpOnce)
        where T : class, IJob
    {
        var key = new JobKey(typeof(T).Name);
        quartz.AddJob<T>(job => job.WithIdentity(key));
        quartz.AddTrigger(trigger => trigger.ForJob(key).WithIdentity(key.Name).StartNow().WithSimpleSchedule(schedule =>
        {
            schedule.WithInterval(period).RepeatForever().WithMisfireInstruction(
                makeUpOnce ? SimpleTriggerMisfireInstruction.NowWithRemainingCount : SimpleTriggerMisfireInstruction.NextWithRemainingCount);
        }));
    }
}
