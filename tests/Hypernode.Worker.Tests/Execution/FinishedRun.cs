using Hypernode.Worker.Execution;
using Hypernode.Worker.Execution.Logs;

namespace Hypernode.Worker.Tests.Execution;

internal sealed record FinishedRun(RunRequest Request, RunExit Exit, LogRing Logs)
{
    public string Output => string.Join('\n', Logs.Snapshot().Where(l => l.Stream == LogStream.Standard).Select(l => l.Text));

    public string Errors => string.Join('\n', Logs.Snapshot().Where(l => l.Stream == LogStream.Error).Select(l => l.Text));

    public string All => string.Join('\n', Logs.Snapshot().Select(l => l.Text));
}
