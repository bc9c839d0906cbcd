using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hypernode.Content;
using Hypernode.Content.Stores;
using Hypernode.Worker.Execution.Images;
using Hypernode.Worker.Execution.Logs;

namespace Hypernode.Worker.Execution.Sandbox;

/// <summary>
/// Runs jobs under bubblewrap: own user, mount, process, network, IPC and host-name namespaces, read-only root, seccomp, no
/// capabilities, and a cgroup where this process may make one. A sandbox lives no longer than its worker; a run lost that way is
/// reported as <see cref="RunState.Lost"/>.
/// </summary>
public sealed class SandboxExecutor : IExecutor
{
    /// <summary>What shells return for a program that is not there.</summary>
    private const int NotRunnableExitCode = 127;

    private const uint FirstRunUserId = 0x70000000;
    private static readonly string[] StageCandidates = ["/mnt", "/media", "/srv", "/opt"];
    private const string UtilLinux = "Install util-linux and mount (Debian, Ubuntu: apt-get install util-linux mount).";

    private static readonly (string Name, string Remedy)[] Tools =
    [
        ("bwrap", "Install bubblewrap (Debian, Ubuntu: apt-get install bubblewrap)."),
        ("setpriv", UtilLinux), ("unshare", UtilLinux), ("prlimit", UtilLinux), ("setsid", UtilLinux), ("mount", UtilLinux),
    ];

    private static readonly TimeSpan LastWordsTime = TimeSpan.FromSeconds(5);

    private readonly SandboxOptions _options;
    private readonly ContentStore _content;
    private readonly TimeProvider _time;
    private readonly Cgroup? _cgroup = Cgroup.Detect();
    private readonly string _runs;
    private readonly string _images;
    private readonly string _seccomp;
    private readonly ConcurrentDictionary<string, LiveSandbox> _live = new(StringComparer.Ordinal);

    /// <summary>Prepares the folders of the executor; what the host lacks shows in <see cref="ProbeAsync"/>.</summary>
    /// <param name="options">Places and bounds.</param>
    /// <param name="content">Where images come from.</param>
    /// <param name="time">Clock of start and end times.</param>
    public SandboxExecutor(SandboxOptions options, ContentStore content, TimeProvider time)
    {
        _options = options;
        _content = content;
        _time = time;
        var state = Path.GetFullPath(options.StateFolder);
        _runs = Path.Combine(state, "sandboxes");
        _images = Path.Combine(state, "images");
        Directory.CreateDirectory(_runs);
        Directory.CreateDirectory(_images);
        NativeProcess.SealDescriptors();
        var filter = SeccompFilter.Build(RuntimeInformation.ProcessArchitecture);
        _seccomp = filter is null ? "" : Path.Combine(state, "seccomp.bpf");
        if (filter is not null)
        {
            DurableFile.Write(_seccomp, filter);
        }
    }

    /// <inheritdoc/>
    public string IsolationClass => _cgroup is null ? "sandbox-rlimits" : "sandbox";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Prerequisite>> ProbeAsync(CancellationToken cancellationToken)
    {
        var found = new List<Prerequisite>();
        foreach (var (name, remedy) in Tools)
        {
            found.Add(FindTool(name) is { } path ? Prerequisite.Met(name, path) : Prerequisite.Missing(name, "not found in PATH", remedy));
        }

        found.Add(_cgroup is { } cgroup
            ? Prerequisite.Met("cgroup", $"{cgroup.Kind}, memory and pids")
            : Prerequisite.Met("cgroup", "none delegated: limits hold per process (isolation class sandbox-rlimits). Start the worker with systemd-run --user --scope -p Delegate=yes for limits per run."));
        if (found.All(p => p.IsMet))
        {
            found.Add(await ProbeNamespacesAsync(cancellationToken));
        }

        return found;
    }

    /// <inheritdoc/>
    public Task<bool> HasImageAsync(RunImage image, CancellationToken cancellationToken) =>
        Task.FromResult(image is RunImage.Rootfs rootfs && (Directory.Exists(ImageFolder(rootfs)) || _content.Contains(rootfs.Id)));

    /// <inheritdoc/>
    public async Task PrepareImageAsync(RunImage image, CancellationToken cancellationToken)
    {
        var rootfs = RequireRootfs(image);
        var folder = ImageFolder(rootfs);
        if (Directory.Exists(folder))
        {
            return;
        }

        var temporary = $"{folder}.tmp-{Guid.NewGuid():N}";
        Directory.CreateDirectory(temporary);
        try
        {
            await using var tar = _content.Open(rootfs.Id);
            await RootfsExtractor.ExtractAsync(tar, temporary, _options.MaxImageBytes, cancellationToken);
            File.SetUnixFileMode(temporary, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            MoveUnlessThere(temporary, folder);
        }
        catch (Exception e) when (e is ContentException or IOException or UnauthorizedAccessException)
        {
            throw new ExecutionException(ExecutionFault.Host, $"The image {rootfs.Id} cannot be unpacked: {e.Message}", e);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    /// <summary>Gives the image its name, unless another run unpacked it meanwhile.</summary>
    private static void MoveUnlessThere(string temporary, string folder)
    {
        try
        {
            Directory.Move(temporary, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Its digest names it, so the other one is the same.
        }
    }

    /// <inheritdoc/>
    public Task CreateAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var folder = RunFolder(request.Name);
        if (File.Exists(Path.Combine(folder, SandboxRecord.FileName)))
        {
            return Task.CompletedTask;
        }

        var image = ImageFolder(RequireRootfs(request.Image));
        if (!Directory.Exists(image))
        {
            throw new ExecutionException(ExecutionFault.Host, $"The image of {request.Name} is not unpacked; prepare it first.");
        }

        if (request.Command.Count == 0)
        {
            throw new ExecutionException(ExecutionFault.Spec, "The command is empty.");
        }

        Directory.CreateDirectory(folder);
        if (NativeProcess.UserId == 0)
        {
            NativeProcess.ChangeOwner(request.OutputFolder, HostUserId(request.Name));
        }

        var record = SandboxRecord.From(request, image);
        DurableFile.Write(Path.Combine(folder, SandboxRecord.FileName), JsonSerializer.SerializeToUtf8Bytes(record, SandboxRecord.Json));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartAsync(string name, CancellationToken cancellationToken)
    {
        var folder = RunFolder(name);
        if (File.Exists(StartedPath(name)))
        {
            throw new ExecutionException(ExecutionFault.Host, $"{name} was started before; a container is started once.");
        }

        var record = SandboxRecord.Read(folder);
        var limits = record.Limits;
        var groups = _cgroup?.Create(name, limits) ?? [];
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])["/bin/sh", "-c", LaunchScripts.Supervisor, "sh", .. SandboxArguments(name, record)])
        {
            start.ArgumentList.Add(argument);
        }

        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["HN_JOIN_SCRIPT"] = LaunchScripts.Join;
        start.Environment["HN_MOUNT_SCRIPT"] = LaunchScripts.Mount;
        start.Environment["HN_GROUPS"] = string.Join(' ', groups);
        start.Environment["HN_UNSHARE"] = NativeProcess.UserId == 0 ? "--mount --propagation private" : "--user --map-root-user --mount --propagation private";
        start.Environment["HN_STAGE"] = Stage();
        start.Environment["HN_ROOT"] = record.ImageFolder;
        start.Environment["HN_IN"] = record.InputFolder;
        start.Environment["HN_OUT"] = record.OutputFolder;
        start.Environment["HN_TMP_BYTES"] = limits.TemporaryBytes.ToString(CultureInfo.InvariantCulture);
        start.Environment["HN_STATUS"] = Path.Combine(folder, "status");
        start.Environment["HN_EXIT"] = ExitPath(name);
        start.Environment["HN_SECCOMP"] = _seccomp;

        var startedAt = _time.GetUtcNow();
        DurableFile.Write(StartedPath(name), Encoding.ASCII.GetBytes(startedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        try
        {
            _live[name] = new LiveSandbox(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ExecutionException(ExecutionFault.Host, $"The sandbox cannot be started: {e.Message}. Install util-linux.", e);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task FollowLogsAsync(string name, LogRing logs, CancellationToken cancellationToken)
    {
        if (_live.TryGetValue(name, out var sandbox))
        {
            await Task.WhenAll(
                CopyAsync(sandbox.Process.StandardOutput.BaseStream, new LineSplitter(logs, LogStream.Standard), null, cancellationToken),
                CopyErrorsAsync(sandbox, logs, cancellationToken));
        }
    }

    /// <inheritdoc/>
    public async Task<RunExit> WaitAsync(string name, CancellationToken cancellationToken)
    {
        if (_live.TryGetValue(name, out var sandbox))
        {
            await sandbox.Process.WaitForExitAsync(cancellationToken);
        }

        var inspection = await InspectAsync(name, cancellationToken);
        return inspection.Exit ?? throw new ExecutionException(ExecutionFault.Host, $"{name} ended without a record of how: {sandbox?.LastWords.ToString() ?? "the worker was gone"}");
    }

    /// <inheritdoc/>
    public async Task<RunInspection> InspectAsync(string name, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(RunFolder(name), SandboxRecord.FileName)))
        {
            return new RunInspection(RunState.Absent);
        }

        if (!File.Exists(StartedPath(name)))
        {
            return new RunInspection(RunState.Created);
        }

        if (File.Exists(ExitPath(name)))
        {
            return new RunInspection(RunState.Exited, await ReadExitAsync(name, cancellationToken));
        }

        var running = _live.TryGetValue(name, out var sandbox) && !sandbox.Process.HasExited;
        return new RunInspection(running ? RunState.Running : RunState.Lost);
    }

    /// <inheritdoc/>
    public async Task KillAsync(string name, CancellationToken cancellationToken)
    {
        if (!_live.TryGetValue(name, out var sandbox) || sandbox.Process.HasExited)
        {
            return;
        }

        try
        {
            await sandbox.Process.StandardInput.WriteAsync("kill\n".AsMemory(), cancellationToken);
            await sandbox.Process.StandardInput.FlushAsync(cancellationToken);
        }
        catch (IOException)
        {
            // It ended meanwhile.
        }

        await sandbox.Process.WaitForExitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        await KillAsync(name, cancellationToken);
        if (_live.TryRemove(name, out var sandbox))
        {
            sandbox.Process.Dispose();
        }

        _cgroup?.Remove(name);
        var folder = RunFolder(name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<FoundRun>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<FoundRun>();
        foreach (var folder in Directory.EnumerateDirectories(_runs))
        {
            var labels = File.Exists(Path.Combine(folder, SandboxRecord.FileName)) ? SandboxRecord.Read(folder).Labels : new Dictionary<string, string>(StringComparer.Ordinal);
            found.Add(new FoundRun(Path.GetFileName(folder), labels));
        }

        return Task.FromResult<IReadOnlyList<FoundRun>>(found);
    }

    private static string? FindTool(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    private static async Task CopyAsync(Stream from, LineSplitter lines, LastWords? last, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            lines.Feed(buffer.AsSpan(0, read));
            last?.Feed(buffer.AsSpan(0, read));
        }

        lines.Finish();
    }

    private static async Task CopyErrorsAsync(LiveSandbox sandbox, LogRing logs, CancellationToken cancellationToken)
    {
        await CopyAsync(sandbox.Process.StandardError.BaseStream, new LineSplitter(logs, LogStream.Error), sandbox.LastWords, cancellationToken);
        sandbox.ErrorsRead.TrySetResult();
    }

    private static RunImage.Rootfs RequireRootfs(RunImage image) => image as RunImage.Rootfs
        ?? throw new ExecutionException(ExecutionFault.Spec, "The sandbox runs root file systems only; use an image of kind rootfs or the docker executor.");

    /// <summary>
    /// Outside the sandbox each run is a user of its own, so that two runs share no files, no process limit and no right to see each other.
    /// </summary>
    private static uint HostUserId(string name) => FirstRunUserId + (BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name))) & 0x00FFFFFF);

    private string Stage() =>
        StageCandidates.FirstOrDefault(folder => Directory.Exists(folder) && !_runs.StartsWith(folder + "/", StringComparison.Ordinal))
            ?? throw new ExecutionException(ExecutionFault.Host, "None of /mnt, /media, /srv, /opt exists outside the state folder; create /mnt.");

    private List<string> SandboxArguments(string name, SandboxRecord record)
    {
        var stage = Stage();

        // Runtimes ignore SIGPIPE and children inherit that; a job must find every signal in its default state.
        List<string> arguments = ["env", "--default-signal", "prlimit", $"--nofile={RunLimits.OpenFiles}", "--core=0"];
        if (_cgroup is null)
        {
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--as={record.Limits.MemoryBytes}"));
            arguments.Add($"--nproc={RunLimits.Processes}");
        }

        if (NativeProcess.UserId == 0)
        {
            var user = HostUserId(name).ToString(CultureInfo.InvariantCulture);
            arguments.AddRange(["setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--inh-caps=-all", "--bounding-set=-all"]);
        }

        var nobody = RunLimits.UserId.ToString(CultureInfo.InvariantCulture);
        arguments.AddRange(
        [
            "bwrap", "--unshare-all", "--uid", nobody, "--gid", nobody, "--cap-drop", "ALL", "--die-with-parent", "--new-session",
            "--hostname", "hypernode", "--json-status-fd", "7",
            "--ro-bind", $"{stage}/root", "/", "--proc", "/proc", "--dev", "/dev",
            "--size", RunLimits.SharedMemoryBytes.ToString(CultureInfo.InvariantCulture), "--tmpfs", "/dev/shm",
            "--remount-ro", "/dev",
            "--bind", $"{stage}/tmp", "/tmp", "--ro-bind", $"{stage}/in", "/in", "--bind", $"{stage}/out", "/out",
            "--chdir", "/out", "--clearenv",
        ]);
        if (_seccomp.Length > 0)
        {
            arguments.AddRange(["--seccomp", "8"]);
        }

        foreach (var (key, value) in record.Environment)
        {
            arguments.AddRange(["--setenv", key, value]);
        }

        arguments.Add("--");
        arguments.AddRange(record.Command);
        return arguments;
    }

    private async Task<Prerequisite> ProbeNamespacesAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bwrap") { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["--unshare-all", "--uid", "65534", "--ro-bind", "/", "/", "--proc", "/proc", "--", "/bin/true"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? Prerequisite.Met("namespaces", "user, mount, process and network namespaces work")
            : Prerequisite.Missing("namespaces", error.Trim(), "Allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0), or use the docker executor.");
    }

    private async Task<RunExit> ReadExitAsync(string name, CancellationToken cancellationToken)
    {
        var code = int.Parse(File.ReadAllText(ExitPath(name)), CultureInfo.InvariantCulture);
        var status = Path.Combine(RunFolder(name), "status");
        var reported = File.Exists(status) && File.ReadAllText(status).Contains("exit-code", StringComparison.Ordinal);
        if (!reported && code < 128)
        {
            // bubblewrap reports an exit code only once the program runs; that it could not be executed it says in words alone.
            var words = await ReadLastWordsAsync(name, cancellationToken);
            if (words.Contains("bwrap: execvp ", StringComparison.Ordinal))
            {
                return new RunExit(NotRunnableExitCode, ExitCause.CommandNotRunnable, ReadStart(name), ReadEnd(name));
            }

            throw new ExecutionException(ExecutionFault.Host, $"{name} could not be set up (code {code}): {words}");
        }

        var cause = code != 0 && _cgroup?.WasOutOfMemory(name) == true ? ExitCause.OutOfMemory : ExitCause.Exited;
        return new RunExit(code, cause, ReadStart(name), ReadEnd(name), _cgroup?.ReadUsage(name));
    }

    /// <summary>The record of the exit is there before the reader of the error output has seen its end.</summary>
    private async Task<string> ReadLastWordsAsync(string name, CancellationToken cancellationToken)
    {
        if (!_live.TryGetValue(name, out var sandbox))
        {
            return "";
        }

        try
        {
            await sandbox.ErrorsRead.Task.WaitAsync(LastWordsTime, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nobody follows the output, or something still holds it open: what has been read has to do.
        }

        return sandbox.LastWords.ToString();
    }

    private DateTimeOffset ReadStart(string name) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(File.ReadAllText(StartedPath(name)), CultureInfo.InvariantCulture));

    private DateTimeOffset ReadEnd(string name) => new(File.GetLastWriteTimeUtc(ExitPath(name)), TimeSpan.Zero);

    private string RunFolder(string name) => Path.Combine(_runs, name);

    private string ImageFolder(RunImage.Rootfs image) => Path.Combine(_images, image.Id.Hex);

    private string StartedPath(string name) => Path.Combine(RunFolder(name), "started");

    private string ExitPath(string name) => Path.Combine(RunFolder(name), "exit");
}
