using System.Text.Json.Nodes;

namespace Hypernode.Localnet.Chain;

/// <summary>The list of processes that `make down` ends: <c>processes.json</c> in the state folder.</summary>
public sealed class ProcessRecords(string stateFolder)
{
    private const int StartTicksField = 19;

    private readonly string _path = Path.Combine(stateFolder, "processes.json");

    /// <summary>Adds a running process under its id and start time, since ids are used again.</summary>
    public void Add(string name, int processId)
    {
        var records = Read();
        records.Add(new JsonObject { ["name"] = name, ["pid"] = processId, ["startTicks"] = StartTicksOf(processId) });
        Write(records);
    }

    /// <summary>Drops a process that has ended.</summary>
    public void Remove(int processId)
    {
        var records = Read();
        foreach (var record in records.Where(r => (int)r!["pid"]! == processId).ToList())
        {
            records.Remove(record);
        }

        Write(records);
    }

    private static string StartTicksOf(int processId)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        // The command name, in parentheses, may hold spaces; state is the first field after it.
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[StartTicksField];
    }

    private JsonArray Read() => File.Exists(_path) ? JsonNode.Parse(File.ReadAllText(_path))!.AsArray() : [];

    private void Write(JsonArray records)
    {
        var temporary = $"{_path}.{Environment.ProcessId}.tmp";
        File.WriteAllText(temporary, records.ToJsonString());
        File.Move(temporary, _path, overwrite: true);
    }
}
