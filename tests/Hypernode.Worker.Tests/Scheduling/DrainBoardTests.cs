using Hypernode.TestKit.Logging;
using Hypernode.Worker.Scheduling;

namespace Hypernode.Worker.Tests.Scheduling;

[TestFixture]
internal sealed class DrainBoardTests
{
    [Test]
    public void Drains_until_the_last_reason_is_gone_and_logs_each_change_once()
    {
        var log = new RecordingLogger<DrainBoard>();
        var board = new DrainBoard(log);
        Assert.That(board.IsDraining, Is.False);
        foreach (var reason in (string[])[DrainReasons.Funds, DrainReasons.Command, DrainReasons.Funds])
        {
            board.Set(reason, holds: true);
        }

        Assert.That(board.Reasons, Is.EqualTo((string[])[DrainReasons.Command, DrainReasons.Funds]));
        board.Set(DrainReasons.Command, holds: false);
        board.Set(DrainReasons.Command, holds: false);
        Assert.That(board.IsDraining, Is.True);
        board.Set(DrainReasons.Funds, holds: false);
        Assert.That(board.IsDraining, Is.False);
        Assert.That(log.Text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0), Is.EqualTo((string[])
        [
            "Draining: funds", "Draining: command", "No longer draining for: command", "No longer draining for: funds",
        ]));
    }
}
