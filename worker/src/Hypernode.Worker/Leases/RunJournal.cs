using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hypernode.Content.Stores;

namespace Hypernode.Worker.Leases;

/// <summary>
/// The durable record of one run: one JSON line per step, <c>{"crc":"8 hex digits","entry":{...}}</c>, CRC32C over the entry's bytes,
/// fsynced before <see cref="Append"/> returns. A line a crash cut short is dropped on opening; any other damage is refused.
/// </summary>
public sealed class RunJournal : IDisposable
{
    /// <summary>Name of the file in a run's folder.</summary>
    public const string FileName = "journal.jsonl";

    private const int MaxLineBytes = 1 << 20;
    private static ReadOnlySpan<byte> Head => "{\"crc\":\""u8;
    private static ReadOnlySpan<byte> Middle => "\",\"entry\":"u8;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<RunPhase>(JsonNamingPolicy.CamelCase) },
    };

    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private readonly List<JournalEntry> _entries;

    private RunJournal(FileStream file, List<JournalEntry> entries, TimeProvider time)
    {
        _file = file;
        _entries = entries;
        _time = time;
    }

    /// <summary>Steps so far, in order.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>The phase last entered; null before the first.</summary>
    public RunPhase? Phase => _entries.Count == 0 ? null : _entries[^1].Phase;

    /// <summary>Opens or creates the journal of a run.</summary>
    /// <param name="folder">The run's own folder; created when absent.</param>
    /// <param name="time">Clock of the entries.</param>
    /// <exception cref="JournalDamagedException">Something else than a torn last line is wrong.</exception>
    public static RunJournal Open(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        var isNew = !File.Exists(path);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var entries = ReadEntries(file, path);
            if (isNew)
            {
                file.Flush(flushToDisk: true);
                DurableFile.SyncFolder(folder);
                DurableFile.SyncFolder(Path.GetDirectoryName(folder)!);
            }

            return new RunJournal(file, entries, time);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Enters a phase durably.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="data">What later phases need.</param>
    public void Append<T>(RunPhase phase, T data) => Write(phase, JsonSerializer.SerializeToElement(data, Json));

    /// <inheritdoc cref="Append{T}"/>
    public void Append(RunPhase phase) => Write(phase, null);

    /// <summary>The data last written with a phase, or default when the phase was not entered.</summary>
    public T? Data<T>(RunPhase phase)
    {
        var entry = _entries.LastOrDefault(e => e.Phase == phase);
        return entry?.Data is { } data ? data.Deserialize<T>(Json) : default;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static List<JournalEntry> ReadEntries(FileStream file, string path)
    {
        var entries = new List<JournalEntry>();
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var at = 0;
        while (at < bytes.Length)
        {
            var end = bytes.AsSpan(at).IndexOf((byte)'\n');
            if (end < 0)
            {
                // The write was cut by a crash, so its act was never begun.
                file.SetLength(at);
                file.Flush(flushToDisk: true);
                break;
            }

            entries.Add(ReadEntry(bytes.AsSpan(at, end), path, entries.Count));
            at += end + 1;
        }

        file.Position = file.Length;
        return entries;
    }

    private static JournalEntry ReadEntry(ReadOnlySpan<byte> line, string path, int index)
    {
        var start = Head.Length + 8 + Middle.Length;
        if (line.Length is 0 or > MaxLineBytes || line.Length <= start || !line.StartsWith(Head) || !line[(Head.Length + 8)..].StartsWith(Middle) || line[^1] != (byte)'}')
        {
            throw new JournalDamagedException(path, index + 1, "it is no journal line");
        }

        var body = line[start..^1];
        if (!string.Equals(Encoding.ASCII.GetString(line.Slice(Head.Length, 8)), Checksum(body), StringComparison.Ordinal))
        {
            throw new JournalDamagedException(path, index + 1, "its checksum does not match");
        }

        JournalEntry? entry;
        try
        {
            entry = JsonSerializer.Deserialize<JournalEntry>(body, Json);
        }
        catch (JsonException e)
        {
            throw new JournalDamagedException(path, index + 1, e.Message);
        }

        return entry is not null && entry.Sequence == index
            ? entry
            : throw new JournalDamagedException(path, index + 1, $"its sequence is {entry?.Sequence}, not {index}");
    }

    private static string Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return (~crc).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }

    private void Write(RunPhase phase, JsonElement? data)
    {
        var entry = new JournalEntry(_entries.Count, _time.GetUtcNow().ToUnixTimeMilliseconds(), phase, data);
        var body = JsonSerializer.SerializeToUtf8Bytes(entry, Json);
        _file.Write([.. Head, .. Encoding.ASCII.GetBytes(Checksum(body)), .. Middle, .. body, (byte)'}', (byte)'\n']);
        _file.Flush(flushToDisk: true);
        _entries.Add(entry);
    }
}
