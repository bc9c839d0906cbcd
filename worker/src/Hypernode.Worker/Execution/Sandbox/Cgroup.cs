using System.Globalization;

namespace Hypernode.Worker.Execution.Sandbox;

/// <summary>
/// Limits over all processes of a sandbox together: cgroup v2 where a subtree is delegated to us, v1 where its hierarchies are
/// writable. Where neither is, <see cref="Detect"/> gives null and the sandbox falls back to per-process limits.
/// </summary>
internal sealed class Cgroup
{
    private const string MountPoint = "/sys/fs/cgroup";
    private const int PeriodMicroseconds = 100_000;

    private readonly bool _unified;
    private readonly IReadOnlyDictionary<string, string> _bases;

    private Cgroup(bool unified, IReadOnlyDictionary<string, string> bases)
    {
        _unified = unified;
        _bases = bases;
    }

    public string Kind => _unified ? "cgroup v2" : "cgroup v1";

    /// <summary>Finds hierarchies this process may make groups in, for memory and pids at least.</summary>
    public static Cgroup? Detect()
    {
        Dictionary<string, string> own;
        try
        {
            own = File.ReadAllLines("/proc/self/cgroup")
                .Select(line => line.Split(':', 3))
                .Where(parts => parts.Length == 3)
                .SelectMany(parts => parts[1].Split(',').Select(controller => (controller, path: parts[2])))
                .ToDictionary(pair => pair.controller, pair => pair.path, StringComparer.Ordinal);
        }
        catch (IOException)
        {
            return null;
        }

        return own.TryGetValue("", out var path) && DetectUnified(MountPoint + path) is { } unified ? unified : DetectSeparate(own);
    }

    /// <summary>Makes the group of a sandbox and sets its limits; an old one of the same name is emptied first.</summary>
    /// <returns>Files a process writes its id to in order to join.</returns>
    public IReadOnlyList<string> Create(string name, RunLimits limits)
    {
        Remove(name);
        var folders = Folders(name);
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            Directory.CreateDirectory(folder);
        }

        var quota = Math.Max(1_000, (long)limits.CpuMillis * PeriodMicroseconds / 1_000);
        if (_unified)
        {
            var folder = folders[0];
            Set(folder, "memory.max", limits.MemoryBytes);
            TrySet(folder, "memory.swap.max", "0");
            TrySet(folder, "memory.oom.group", "1");
            Set(folder, "pids.max", RunLimits.Processes);
            TrySet(folder, "cpu.max", string.Create(CultureInfo.InvariantCulture, $"{quota} {PeriodMicroseconds}"));
        }
        else
        {
            Set(Folder("memory", name), "memory.limit_in_bytes", limits.MemoryBytes);
            TrySet(Folder("memory", name), "memory.memsw.limit_in_bytes", limits.MemoryBytes.ToString(CultureInfo.InvariantCulture));
            Set(Folder("pids", name), "pids.max", RunLimits.Processes);
            if (_bases.ContainsKey("cpu"))
            {
                TrySet(Folder("cpu", name), "cpu.cfs_period_us", PeriodMicroseconds.ToString(CultureInfo.InvariantCulture));
                TrySet(Folder("cpu", name), "cpu.cfs_quota_us", quota.ToString(CultureInfo.InvariantCulture));
            }
        }

        return [.. folders.Distinct(StringComparer.Ordinal).Select(folder => Path.Combine(folder, "cgroup.procs"))];
    }

    /// <summary>Whether the kernel killed a process of the sandbox at its memory limit.</summary>
    public bool WasOutOfMemory(string name)
    {
        var file = _unified ? Path.Combine(Folders(name)[0], "memory.events") : Path.Combine(Folder("memory", name), "memory.oom_control");
        try
        {
            return File.ReadAllLines(file).Any(line => line.StartsWith("oom_kill ", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>What the processes of the sandbox used; null when the kernel does not count here.</summary>
    public RunUsage? ReadUsage(string name)
    {
        try
        {
            if (_unified)
            {
                var folder = Folders(name)[0];
                var micros = File.ReadLines(Path.Combine(folder, "cpu.stat")).First(line => line.StartsWith("usage_usec ", StringComparison.Ordinal));
                return new RunUsage(Get(folder, "memory.peak"), long.Parse(micros.AsSpan("usage_usec ".Length), CultureInfo.InvariantCulture) / 1_000);
            }

            var nanos = _bases.ContainsKey("cpuacct") ? Get(Folder("cpuacct", name), "cpuacct.usage") : 0;
            return new RunUsage(Get(Folder("memory", name), "memory.max_usage_in_bytes"), nanos / 1_000_000);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Kills what is left in the group and removes it.</summary>
    public void Remove(string name)
    {
        foreach (var folder in Folders(name).Distinct(StringComparer.Ordinal).Where(Directory.Exists))
        {
            // Processes leave a group some time after they were killed; a group with processes cannot be removed.
            for (var round = 0; round < 200 && Directory.Exists(folder); round++)
            {
                foreach (var line in ReadProcesses(folder))
                {
                    NativeProcess.Kill(int.Parse(line, CultureInfo.InvariantCulture));
                }

                try
                {
                    Directory.Delete(folder, recursive: false);
                }
                catch (IOException)
                {
                    Thread.Yield();
                    NativeProcess.Pause(TimeSpan.FromMilliseconds(10));
                }
            }
        }
    }

    private static string[] ReadProcesses(string folder)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(folder, "cgroup.procs"));
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static Cgroup? DetectUnified(string own)
    {
        try
        {
            var controllers = File.ReadAllText(Path.Combine(own, "cgroup.controllers")).Split(' ', StringSplitOptions.TrimEntries);
            if (!controllers.Contains("memory", StringComparer.Ordinal) || !controllers.Contains("pids", StringComparer.Ordinal))
            {
                return null;
            }

            // A v2 group has either processes or children with controllers: step aside into a leaf before making children.
            var leaf = Path.Combine(own, "hypernode-worker");
            Directory.CreateDirectory(leaf);
            File.WriteAllText(Path.Combine(leaf, "cgroup.procs"), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            File.WriteAllText(Path.Combine(own, "cgroup.subtree_control"), controllers.Contains("cpu", StringComparer.Ordinal) ? "+memory +pids +cpu" : "+memory +pids");
            return new Cgroup(unified: true, new Dictionary<string, string>(StringComparer.Ordinal) { [""] = own });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Cgroup? DetectSeparate(Dictionary<string, string> own)
    {
        var bases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var controller in (string[])["memory", "pids", "cpu", "cpuacct"])
        {
            if (!own.TryGetValue(controller, out var path))
            {
                continue;
            }

            var folder = Path.Combine(MountPoint, controller) + path;
            var probe = Path.Combine(folder, $"hypernode-probe-{Environment.ProcessId}");
            try
            {
                Directory.CreateDirectory(probe);
                Directory.Delete(probe, recursive: false);
                bases[controller] = folder;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not delegated to us.
            }
        }

        return bases.ContainsKey("memory") && bases.ContainsKey("pids") ? new Cgroup(unified: false, bases) : null;
    }

    private static long Get(string folder, string file) =>
        long.Parse(File.ReadAllText(Path.Combine(folder, file)), CultureInfo.InvariantCulture);

    private static void Set(string folder, string file, long value) =>
        File.WriteAllText(Path.Combine(folder, file), value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Sets what older kernels or kernels without swap accounting do not have.</summary>
    private static void TrySet(string folder, string file, string value)
    {
        try
        {
            File.WriteAllText(Path.Combine(folder, file), value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The limit does not exist here; memory and pids, which contain a hostile run, do.
        }
    }

    private string Folder(string controller, string name) => Path.Combine(_bases[controller], name);

    private string[] Folders(string name) => [.. _bases.Values.Select(parent => Path.Combine(parent, name))];
}
