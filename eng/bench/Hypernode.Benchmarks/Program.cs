using System.Runtime.InteropServices;
using Hypernode.Benchmarks;

// Measures the C# core beside @solana/kit and @solana/web3.js, writes docs/benchmarks.md and docs/benchmarks.json, and ends with
// 1 when a figure fell by more than a fifth against the committed ones.
using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
{
    context.Cancel = true;
    stop.Cancel();
});

var root = RepositoryRoot.Find();
var milliseconds = args is [var given] && int.TryParse(given, System.Globalization.CultureInfo.InvariantCulture, out var asked) ? asked : 1_000;
using var network = await BenchNetwork.StartAsync(root, stop.Token);
var workload = await Workload.MakeAsync(root, network, stop.Token);
using var rivals = await Rivals.StartAsync(root, workload, stop.Token);
await using var ours = new OurOperations(workload, network);
var figures = await Race.RunAsync(ours, rivals, TimeSpan.FromMilliseconds(milliseconds), stop.Token);
var report = new Report(figures, Hardware.Read(), TimeSpan.FromMilliseconds(milliseconds));
Console.WriteLine(report.ToMarkdown());
var worse = report.FindWorse(Path.Combine(root, "docs", "benchmarks.json"));
if (worse.Count > 0)
{
    Console.Error.WriteLine("Worse by more than 20 % against docs/benchmarks.json: " + string.Join("; ", worse));
    return 1;
}

await File.WriteAllTextAsync(Path.Combine(root, "docs", "benchmarks.md"), report.ToMarkdown(), stop.Token);
await File.WriteAllTextAsync(Path.Combine(root, "docs", "benchmarks.json"), report.ToJson(), stop.Token);
return 0;
