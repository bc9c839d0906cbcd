using System.Collections.Concurrent;
using System.Globalization;
using Hypernode.Content;
using Hypernode.Content.Stores;
using Hypernode.Docker;
using Hypernode.Docker.Containers;
using Hypernode.Docker.Logs;
using Hypernode.Worker.Execution.Logs;
using Hypernode.Worker.Execution.Sandbox;

namespace Hypernode.Worker.Execution.Engine;

/// <summary>
/// Runs jobs in containers of a Docker engine, with no rights, no network, a read-only root and hard limits. Containers outlive the
/// worker and are taken up again.
/// </summary>
public sealed class DockerExecutor : IExecutor, IDisposable
{
    private const string RootfsRepository = "hypernode-rootfs";
    private const int NotExecutableExitCode = 126;
    private const int NotRunnableExitCode = 127;
    private const int BadRequest = 400;
    private const UnixFileMode Everyone = (UnixFileMode)0b111_111_111;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly string _socketPath;
    private readonly string _owner;
    private readonly ContentStore _content;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private readonly ConcurrentDictionary<string, ContainerOutput> _attached = new(StringComparer.Ordinal);
    private DockerClient? _client;

    /// <param name="socketPath">The engine's unix socket.</param>
    /// <param name="owner">Tells this worker's containers from others' on the same engine, for instance its state folder.</param>
    /// <param name="content">Where root file systems come from.</param>
    /// <param name="time">Clock of waits.</param>
    public DockerExecutor(string socketPath, string owner, ContentStore content, TimeProvider time)
    {
        _socketPath = socketPath;
        _owner = owner;
        _content = content;
        _time = time;
    }

    /// <inheritdoc/>
    public string IsolationClass => "docker";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Prerequisite>> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var patience = new CancellationTokenSource(AnswerTime, _time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
            var client = await ConnectAsync(limit.Token);
            var missing = (await client.InfoAsync(limit.Token)).MissingLimits;
            return
            [
                Prerequisite.Met("docker", $"engine {client.Engine.Version}, API {client.ApiVersion}"),
                missing.Count == 0
                    ? Prerequisite.Met("docker limits", "memory, swap, pids, seccomp")
                    : Prerequisite.Missing("docker limits", $"the engine lacks {string.Join(", ", missing)}", "Enable them in the kernel and the engine, or use the sandbox."),
            ];
        }
        catch (Exception e) when (e is DockerUnavailableException or DockerException or DockerProtocolException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var seen = e is OperationCanceledException ? $"no answer at {_socketPath} within {AnswerTime.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s" : e.Message;
            return [Prerequisite.Missing("docker", seen, "Install and start Docker (Debian: apt-get install docker.io), let this user open its socket, or correct DockerSocket.")];
        }
    }

    /// <inheritdoc/>
    public Task<bool> HasImageAsync(RunImage image, CancellationToken cancellationToken) => OnEngineAsync(
        async client => await client.FindImageAsync(ReferenceOf(image), cancellationToken) is not null || (image is RunImage.Rootfs rootfs && _content.Contains(rootfs.Id)),
        cancellationToken);

    /// <inheritdoc/>
    public Task PrepareImageAsync(RunImage image, CancellationToken cancellationToken) => OnEngineAsync(
        async client =>
        {
            if (await client.FindImageAsync(ReferenceOf(image), cancellationToken) is not null)
            {
                return;
            }

            if (image is RunImage.Registry registry)
            {
                await client.PullAsync(registry.Repository, registry.Digest, cancellationToken);
            }
            else if (image is RunImage.Rootfs rootfs)
            {
                // The store hands out no byte that does not match the id, so what the engine imports is what the id names.
                await using var tar = OpenContent(rootfs);
                await client.ImportAsync(tar, RootfsRepository, rootfs.Id.ToString(), cancellationToken);
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task CreateAsync(RunRequest request, CancellationToken cancellationToken) => OnEngineAsync(
        async client =>
        {
            if (request.Command.Count == 0)
            {
                throw new ExecutionException(ExecutionFault.Spec, "The command is empty.");
            }

            if (await client.FindImageAsync(ReferenceOf(request.Image), cancellationToken) is null)
            {
                throw new ExecutionException(ExecutionFault.Host, $"The image of {request.Name} is not in the engine; prepare it first.");
            }

            OpenOutput(request.OutputFolder);
            var spec = ContainerProfile.Of(request, ReferenceOf(request.Image), _owner);
            await client.CreateAsync(request.Name, spec, cancellationToken);
            Check(await client.InspectAsync(request.Name, cancellationToken), spec.HostConfig);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task StartAsync(string name, CancellationToken cancellationToken) => OnEngineAsync(
        async client =>
        {
            var before = await client.InspectAsync(name, cancellationToken) ?? throw new ExecutionException(ExecutionFault.Host, $"There is no container {name}.");
            if (before.State.WasStarted)
            {
                throw new ExecutionException(ExecutionFault.Host, $"{name} was started before; a container is started once.");
            }

            // The engine keeps 10 MiB of output and drops the rest; attached before the start, the worker misses nothing.
            LetGo(name);
            _attached[name] = await client.AttachAsync(name, before.Config.Tty, cancellationToken);
            try
            {
                await client.StartAsync(name, cancellationToken);
            }
            catch (DockerException e) when (e.Status == BadRequest)
            {
                // The engine took the container and could not execute its command: the job's fault, which inspection will show.
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task FollowLogsAsync(string name, LogRing logs, CancellationToken cancellationToken) => OnEngineAsync(
        async client =>
        {
            if (await client.InspectAsync(name, cancellationToken) is not { } container || !container.State.WasStarted)
            {
                return;
            }

            // A container taken up again after a restart was attached to the worker before: what the engine kept has to do.
            var isTty = container.Config.Tty;
            var source = _attached.TryRemove(name, out var attached) ? attached : await client.LogsAsync(name, isTty, since: null, cancellationToken);
            var copy = new OutputCopy(logs, _time);
            while (!await copy.TakeAsync(source, cancellationToken))
            {
                source = await client.LogsAsync(name, isTty, copy.Resume(), cancellationToken);
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<RunExit> WaitAsync(string name, CancellationToken cancellationToken)
    {
        var inspection = await InspectAsync(name, cancellationToken);
        if (inspection.State == RunState.Running)
        {
            await OnEngineAsync(client => client.WaitAsync(name, cancellationToken), cancellationToken);
            inspection = await InspectAsync(name, cancellationToken);
        }

        return inspection.Exit ?? throw new ExecutionException(ExecutionFault.Host, $"{name} is {inspection.State} where its end was awaited.");
    }

    /// <inheritdoc/>
    public Task<RunInspection> InspectAsync(string name, CancellationToken cancellationToken) =>
        OnEngineAsync(async client => Translate(await client.InspectAsync(name, cancellationToken), _time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public Task KillAsync(string name, CancellationToken cancellationToken) =>
        OnEngineAsync(client => client.StopAsync(name, StopPatience, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        LetGo(name);
        return OnEngineAsync(client => client.RemoveAsync(name, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<FoundRun>> ListAsync(CancellationToken cancellationToken) => OnEngineAsync<IReadOnlyList<FoundRun>>(
        async client =>
        {
            var found = await client.ListAsync($"{ContainerProfile.OwnerLabel}={_owner}", cancellationToken);
            return [.. found.Select(c => new FoundRun(c.Name, c.Labels ?? new Dictionary<string, string>(StringComparer.Ordinal)))];
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var name in _attached.Keys)
        {
            LetGo(name);
        }

        _client?.Dispose();
        _connecting.Dispose();
    }

    internal static RunInspection Translate(ContainerInspection? container, DateTimeOffset now)
    {
        if (container is null)
        {
            return new RunInspection(RunState.Absent);
        }

        var state = container.State;
        if (!state.WasStarted)
        {
            // An engine that could not execute the command leaves the container created, with one of two codes and its reason. Any
            // other code is a failure of the engine itself (128), and 0 says nothing: both count as never started.
            return state.ExitCode is NotExecutableExitCode or NotRunnableExitCode && !string.IsNullOrEmpty(state.Error)
                ? new RunInspection(RunState.Exited, new RunExit(NotRunnableExitCode, ExitCause.CommandNotRunnable, now, now))
                : new RunInspection(RunState.Created);
        }

        var cause = state.OOMKilled && state.ExitCode != 0 ? ExitCause.OutOfMemory : ExitCause.Exited;
        return state.Status switch
        {
            "running" or "paused" or "restarting" => new RunInspection(RunState.Running),
            "exited" => new RunInspection(RunState.Exited, new RunExit(state.ExitCode, cause, state.StartedAt, state.FinishedAt > state.StartedAt ? state.FinishedAt : state.StartedAt)),
            _ => new RunInspection(RunState.Lost),
        };
    }

    private void LetGo(string name)
    {
        if (_attached.TryRemove(name, out var output))
        {
            output.Dispose();
        }
    }

    private static string ReferenceOf(RunImage image) => image switch
    {
        RunImage.Rootfs rootfs => $"{RootfsRepository}:{rootfs.Id}",
        RunImage.Registry registry => $"{registry.Repository}@sha256:{registry.Digest}",
        _ => throw new ExecutionException(ExecutionFault.Spec, "The image is of an unknown kind."),
    };

    /// <summary>Lets the container's user write; the folder lies in the worker's own, which others cannot enter.</summary>
    private static void OpenOutput(string folder)
    {
        if (NativeProcess.UserId == 0)
        {
            NativeProcess.ChangeOwner(folder, RunLimits.UserId);
        }
        else
        {
            File.SetUnixFileMode(folder, Everyone);
        }
    }

    /// <summary>
    /// Reads the container back, one that was there before too: an engine that drops a limit silently must not run a stranger's program.
    /// </summary>
    private void Check(ContainerInspection? container, HostConfig wanted)
    {
        if (container is null)
        {
            throw new ExecutionException(ExecutionFault.Host, "The container vanished after it was made.");
        }

        if (!string.Equals(container.Config.Labels?.GetValueOrDefault(ContainerProfile.OwnerLabel), _owner, StringComparison.Ordinal))
        {
            throw new ExecutionException(ExecutionFault.Host, $"{container.Name.TrimStart('/')} is a container of somebody else.");
        }

        var missing = ContainerProfile.Missing(container.HostConfig, wanted).ToList();
        if (missing.Count > 0)
        {
            throw new ExecutionException(ExecutionFault.Host, $"The engine did not take every limit it was given: {string.Join(", ", missing)}.");
        }
    }

    private VerifiedStream OpenContent(RunImage.Rootfs rootfs)
    {
        try
        {
            return _content.Open(rootfs.Id);
        }
        catch (ContentException e)
        {
            throw new ExecutionException(ExecutionFault.Host, $"The root file system is not here: {e.Message}", e);
        }
    }

    private async Task<DockerClient> ConnectAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            return _client ??= await DockerClient.ConnectAsync(_socketPath, cancellationToken);
        }
        finally
        {
            _connecting.Release();
        }
    }

    private Task<bool> OnEngineAsync(Func<DockerClient, Task> act, CancellationToken cancellationToken) => OnEngineAsync(
        async client =>
        {
            await act(client);
            return true;
        },
        cancellationToken);

    private async Task<T> OnEngineAsync<T>(Func<DockerClient, Task<T>> act, CancellationToken cancellationToken)
    {
        try
        {
            return await act(await ConnectAsync(cancellationToken));
        }
        catch (Exception e) when (e is DockerUnavailableException or DockerException or DockerProtocolException or IOException)
        {
            throw new ExecutionException(ExecutionFault.Host, $"Engine: {e.Message}", e);
        }
    }
}
