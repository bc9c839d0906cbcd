using Hypernode.Localnet.Demo;
using Hypernode.TestKit;

namespace Hypernode.EndToEnd.Tests;

/// <summary>One paid job through real parts: chain, worker process, content, requester.</summary>
public sealed class StoryTests
{
    private const string Node = "node-2";
    private const ulong UnitsGoal = 60_000;
    private const ulong FeeGoalLamports = 25_000;

    [Test]
    public async Task Posts_runs_settles_and_closes_with_every_balance_exact()
    {
        await using var network = await SeededNetwork.StartAsync();
        var folders = network.Folders("story");
        await network.BuildRootfsAsync(folders);
        var executor = await Executors.RequireAsync();
        await using var worker = WorkerProcess.Start(RepositoryFolder.Path, folders, network.EndpointsPath, Node, executor);

        var told = new List<string>();
        var story = new DemoStory(network.Chain, network.Control, folders, told.Add);
        var outcome = await story.RunAsync(Node, CancellationToken.None);

        var lived = outcome.Life.Where(step => !string.Equals(step.Step, "close_job", StringComparison.Ordinal)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(outcome.OutputIsTrue, Is.True, "the output is the sorted input");
            foreach (var change in outcome.Changes)
            {
                Assert.That(change.Actual, Is.EqualTo(change.Expected), $"{change.Balance.Name} in {change.Balance.Unit}");
            }

            Assert.That(
                outcome.Life.Select(step => step.Step),
                Is.EqualTo(new[] { "post_job", "accept_job", "start_job", "submit_job", "settle_job", "close_job" }));
            Assert.That(lived.Sum(step => (decimal)step.Units), Is.LessThanOrEqualTo(UnitsGoal));
            Assert.That(lived.Sum(step => (decimal)step.FeeLamports), Is.LessThanOrEqualTo(FeeGoalLamports));
        });
    }
}
