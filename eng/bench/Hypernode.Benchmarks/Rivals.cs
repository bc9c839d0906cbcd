using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hypernode.Benchmarks;

/// <summary>The JavaScript libraries, in one Node.js process that measures when asked.</summary>
internal sealed class Rivals : IDisposable
{
    private readonly Process _process;

    private Rivals(Process process) => _process = process;

    public static async Task<Rivals> StartAsync(string root, Workload workload, CancellationToken cancellationToken)
    {
        var rivals = new Rivals(NodeScript.Start(root, "eng/bench/rivals/rivals.mjs"));
        using var ready = await rivals.AskAsync(new JsonObject { ["load"] = workload.ToJson() }, cancellationToken);
        return rivals;
    }

    public async Task<Measurement> MeasureAsync(string library, string operation, TimeSpan time, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(
            new JsonObject { ["library"] = library, ["operation"] = operation, ["milliseconds"] = time.TotalMilliseconds }, cancellationToken);
        return new Measurement(
            answer.RootElement.GetProperty("count").GetInt64(),
            answer.RootElement.GetProperty("seconds").GetDouble(),
            answer.RootElement.GetProperty("digest").GetString()!);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<JsonDocument> AskAsync(JsonObject request, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(request.ToJsonString().AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException("The JavaScript side ended: see its message above.");
        return JsonDocument.Parse(line);
    }
}
