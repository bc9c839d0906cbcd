using System.Globalization;
using System.Text;
using Hypernode.Content.Stores;
using Hypernode.Worker.Execution.Logs;

namespace Hypernode.Worker.Leases;

/// <summary>A run's kept lines on disk, one a line: sequence, Unix milliseconds, <c>1</c> output or <c>2</c> error, text.</summary>
internal static class RunLogFile
{
    public static async Task WriteAsync(string path, LogRing logs, CancellationToken cancellationToken)
    {
        var temporary = path + ".tmp";
        await using (var file = new StreamWriter(temporary, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
        {
            foreach (var line in logs.Snapshot())
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"{line.Sequence} {line.At.ToUnixTimeMilliseconds()} {(int)line.Stream} {line.Text}\n");
                await file.WriteAsync(text.AsMemory(), cancellationToken);
            }

            await file.FlushAsync(cancellationToken);
            ((FileStream)file.BaseStream).Flush(flushToDisk: true);
        }

        DurableFile.Commit(temporary, path);
    }
}
