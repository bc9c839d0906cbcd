using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Hypernode.Docker.Containers;
using Hypernode.Docker.Images;
using Hypernode.Docker.Logs;
using Hypernode.Docker.Transport;

namespace Hypernode.Docker;

/// <summary>
/// A small client of the Docker engine over its unix socket, for the API versions 1.41 to 1.51. Failures are
/// <see cref="DockerException"/> (the engine refused), <see cref="DockerUnavailableException"/> (nobody answers) and
/// <see cref="DockerProtocolException"/> (an answer no engine should give). Time limits are the caller's tokens.
/// </summary>
public sealed class DockerClient : IDisposable
{
    private const int OldestMinor = 41;
    private const int NewestMinor = 51;
    private const int MaxProgressLine = 1 << 20;

    private readonly DockerTransport _transport;
    private readonly string _prefix;

    private DockerClient(DockerTransport transport, EngineVersion engine, string apiVersion)
    {
        _transport = transport;
        Engine = engine;
        ApiVersion = apiVersion;
        _prefix = $"v{apiVersion}/";
    }

    /// <summary>The engine as it described itself.</summary>
    public EngineVersion Engine { get; }

    /// <summary>Version spoken: the highest both sides know.</summary>
    public string ApiVersion { get; }

    /// <summary>Connects and agrees on a version.</summary>
    /// <param name="socketPath">The engine's unix socket.</param>
    /// <param name="cancellationToken">Bounds the wait.</param>
    /// <exception cref="DockerUnavailableException">Nobody answers, or no common version.</exception>
    public static async Task<DockerClient> ConnectAsync(string socketPath, CancellationToken cancellationToken)
    {
        var transport = new DockerTransport(socketPath);
        try
        {
            var engine = await transport.ReadAsync(HttpMethod.Get, "version", null, DockerJson.Default.EngineVersion, [HttpStatusCode.OK], cancellationToken).ConfigureAwait(false);
            return new DockerClient(transport, engine, Agree(engine));
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    /// <summary>Reads which limits the engine can enforce.</summary>
    public Task<EngineInfo> InfoAsync(CancellationToken cancellationToken) =>
        _transport.ReadAsync(HttpMethod.Get, _prefix + "info", null, DockerJson.Default.EngineInfo, [HttpStatusCode.OK], cancellationToken);

    /// <summary>Describes an image; null when the engine does not hold it.</summary>
    public async Task<ImageInspection?> FindImageAsync(string reference, CancellationToken cancellationToken)
    {
        try
        {
            return await _transport.ReadAsync(HttpMethod.Get, $"{_prefix}images/{reference}/json", null, DockerJson.Default.ImageInspection, [HttpStatusCode.OK], cancellationToken).ConfigureAwait(false);
        }
        catch (DockerException e) when (e.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Pulls an image by digest and checks that it came.</summary>
    /// <param name="repository">Name without tag or digest.</param>
    /// <param name="digest">64 lower-case hex digits.</param>
    /// <param name="cancellationToken">Stops the pull.</param>
    /// <exception cref="DockerException">The pull failed, also inside its stream, or brought another digest.</exception>
    public async Task PullAsync(string repository, string digest, CancellationToken cancellationToken)
    {
        var path = $"{_prefix}images/create?fromImage={Uri.EscapeDataString(repository)}&tag=sha256:{digest}";
        using (var response = await _transport.SendAsync(HttpMethod.Post, path, null, [HttpStatusCode.OK], cancellationToken).ConfigureAwait(false))
        {
            await ReadProgressAsync(response, cancellationToken).ConfigureAwait(false);
        }

        var image = await FindImageAsync($"{repository}@sha256:{digest}", cancellationToken).ConfigureAwait(false);
        if (image?.RepoDigests?.Any(d => d.EndsWith("@sha256:" + digest, StringComparison.Ordinal)) != true)
        {
            throw new DockerException(0, $"The pull of {repository} did not bring sha256:{digest}.");
        }
    }

    /// <summary>Makes an image of a root file system.</summary>
    /// <param name="tar">The tar; read to its end. Its bytes were verified by the caller.</param>
    /// <param name="repository">Name of the image.</param>
    /// <param name="tag">Its tag.</param>
    /// <param name="cancellationToken">Stops the import.</param>
    public async Task ImportAsync(Stream tar, string repository, string tag, CancellationToken cancellationToken)
    {
        using var content = new StreamContent(tar);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        var path = $"{_prefix}images/create?fromSrc=-&repo={Uri.EscapeDataString(repository)}&tag={Uri.EscapeDataString(tag)}";
        using var response = await _transport.SendAsync(HttpMethod.Post, path, content, [HttpStatusCode.OK], cancellationToken).ConfigureAwait(false);
        await ReadProgressAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes an image; an absent or used one is left alone.</summary>
    public async Task RemoveImageAsync(string reference, CancellationToken cancellationToken)
    {
        using var response = await _transport.SendAsync(
            HttpMethod.Delete, $"{_prefix}images/{reference}", null, [HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Conflict], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a container.</summary>
    /// <returns>False when one of that name exists.</returns>
    public async Task<bool> CreateAsync(string name, ContainerSpec spec, CancellationToken cancellationToken)
    {
        using var content = new StringContent(JsonSerializer.Serialize(spec, DockerJson.Default.ContainerSpec), Encoding.UTF8, "application/json");
        using var response = await _transport.SendAsync(
            HttpMethod.Post, $"{_prefix}containers/create?name={name}", content, [HttpStatusCode.Created, HttpStatusCode.Conflict], cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.Created;
    }

    /// <summary>Starts a container; one that runs is fine.</summary>
    /// <exception cref="DockerException">Status 400: its command cannot be executed.</exception>
    public async Task StartAsync(string name, CancellationToken cancellationToken)
    {
        using var response = await _transport.SendAsync(
            HttpMethod.Post, $"{_prefix}containers/{name}/start", null, [HttpStatusCode.NoContent, HttpStatusCode.NotModified], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until a started container is no longer running. Exit code and times come from <see cref="InspectAsync"/>.</summary>
    public Task WaitAsync(string name, CancellationToken cancellationToken) => _transport.ReadAsync(
        HttpMethod.Post, $"{_prefix}containers/{name}/wait?condition=not-running", null, DockerJson.Default.WaitResult, [HttpStatusCode.OK], cancellationToken);

    /// <summary>Describes a container; null when there is none.</summary>
    public async Task<ContainerInspection?> InspectAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await _transport.ReadAsync(HttpMethod.Get, $"{_prefix}containers/{name}/json", null, DockerJson.Default.ContainerInspection, [HttpStatusCode.OK], cancellationToken).ConfigureAwait(false);
        }
        catch (DockerException e) when (e.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Asks a container to end, then kills it; one that has ended or is gone is fine.</summary>
    /// <param name="name">The container.</param>
    /// <param name="patience">How long it may take to end by itself, whole seconds.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task StopAsync(string name, TimeSpan patience, CancellationToken cancellationToken)
    {
        var seconds = ((int)patience.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        using var response = await _transport.SendAsync(
            HttpMethod.Post,
            $"{_prefix}containers/{name}/stop?t={seconds}",
            null,
            [HttpStatusCode.NoContent, HttpStatusCode.NotModified, HttpStatusCode.NotFound],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes a container, killing it if need be; one that is gone or going is fine.</summary>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        using var response = await _transport.SendAsync(
            HttpMethod.Delete,
            $"{_prefix}containers/{name}?force=true&v=true",
            null,
            [HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.Conflict],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists containers in any state that carry a label.</summary>
    /// <param name="label"><c>name</c> or <c>name=value</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<IReadOnlyList<ContainerSummary>> ListAsync(string label, CancellationToken cancellationToken)
    {
        var filters = JsonSerializer.Serialize(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["label"] = [label] }, DockerJson.Default.DictionaryStringStringArray);
        return await _transport.ReadAsync(
            HttpMethod.Get, $"{_prefix}containers/json?all=true&filters={Uri.EscapeDataString(filters)}", null, DockerJson.Default.ContainerSummaryArray, [HttpStatusCode.OK], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens what the engine kept of a container's output, and what follows until it ends.</summary>
    /// <remarks>The engine keeps as much as the container's log settings say; older output of a talkative container is gone.</remarks>
    /// <param name="name">The container.</param>
    /// <param name="isTty">Its <c>Config.Tty</c>, which decides the framing.</param>
    /// <param name="since">Leaves out what is older; null = from the beginning.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<ContainerOutput> LogsAsync(string name, bool isTty, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var from = since is { } time ? string.Create(CultureInfo.InvariantCulture, $"&since={time.ToUnixTimeSeconds()}") : "";
        return OpenOutputAsync(HttpMethod.Get, $"{_prefix}containers/{name}/logs?follow=true&stdout=true&stderr=true{from}", isTty, cancellationToken);
    }

    /// <summary>Opens a container's output from now on; opened before the start, it misses nothing.</summary>
    /// <param name="name">The container.</param>
    /// <param name="isTty">Its <c>Config.Tty</c>, which decides the framing.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<ContainerOutput> AttachAsync(string name, bool isTty, CancellationToken cancellationToken) =>
        OpenOutputAsync(HttpMethod.Post, $"{_prefix}containers/{name}/attach?stream=true&stdout=true&stderr=true", isTty, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private async Task<ContainerOutput> OpenOutputAsync(HttpMethod method, string path, bool isTty, CancellationToken cancellationToken) =>
        new(await _transport.SendAsync(method, path, null, [HttpStatusCode.OK], cancellationToken).ConfigureAwait(false), isTty);

    private static string Agree(EngineVersion engine)
    {
        var newest = Minor(engine.ApiVersion);
        var oldest = engine.MinAPIVersion is null ? 0 : Minor(engine.MinAPIVersion);
        var agreed = Math.Min(newest, NewestMinor);
        return agreed >= OldestMinor && agreed >= oldest
            ? $"1.{agreed.ToString(CultureInfo.InvariantCulture)}"
            : throw new DockerUnavailableException($"The engine speaks API {engine.MinAPIVersion} to {engine.ApiVersion}, this client 1.{OldestMinor} to 1.{NewestMinor}. Update the older of the two.");
    }

    private static int Minor(string version) =>
        version.StartsWith("1.", StringComparison.Ordinal) && int.TryParse(version.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? minor
            : throw new DockerProtocolException($"'{version}' is no API version.");

    /// <summary>Reads a progress stream to its end: the work is done only then, and any error line means it failed.</summary>
    private static async Task ReadProgressAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string? failure = null;
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length is 0 or > MaxProgressLine)
            {
                continue;
            }

            try
            {
                failure ??= JsonSerializer.Deserialize(line, DockerJson.Default.ProgressLine)?.Error;
            }
            catch (JsonException e)
            {
                throw new DockerProtocolException($"A progress line is no JSON: {e.Message}", e);
            }
        }

        if (failure is not null)
        {
            throw new DockerException(0, failure);
        }
    }
}
