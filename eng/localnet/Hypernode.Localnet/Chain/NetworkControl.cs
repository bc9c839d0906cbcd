using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hypernode.Localnet.Chain;

/// <summary>The test controls of a local network: faults, a frozen view, and time travel forward.</summary>
public sealed class NetworkControl : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly Uri _url;

    private NetworkControl(Uri url, string token)
    {
        _url = url;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Reads address and token from a network's <c>control.json</c>.</summary>
    public static NetworkControl Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        return new NetworkControl(new Uri(root.GetProperty("url").GetString()!), root.GetProperty("token").GetString()!);
    }

    /// <summary>Jumps forward: the Clock moves by this much, the slots between are skipped.</summary>
    /// <returns>The slot open afterwards.</returns>
    public Task<ulong> TravelAsync(TimeSpan time, CancellationToken cancellationToken) =>
        AskAsync(new JsonObject { ["action"] = "travel", ["seconds"] = Math.Ceiling(time.TotalSeconds) }, cancellationToken);

    /// <summary>Jumps forward by slots.</summary>
    /// <returns>The slot open afterwards.</returns>
    public Task<ulong> TravelSlotsAsync(ulong slots, CancellationToken cancellationToken) =>
        AskAsync(new JsonObject { ["action"] = "travel", ["slots"] = slots }, cancellationToken);

    /// <summary>Adds a fault by its kind.</summary>
    /// <param name="kind">For instance <c>drop</c>, <c>delay</c>, <c>status</c>, <c>error</c>, <c>garbage</c>.</param>
    /// <param name="fields">Fields of the kind, such as <c>milliseconds</c> or <c>status</c>.</param>
    /// <param name="methods">Methods it applies to; none = all.</param>
    /// <param name="times">How often it applies; null = until <see cref="ClearAsync"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task FaultAsync(string kind, JsonObject? fields, IReadOnlyCollection<string> methods, int? times, CancellationToken cancellationToken)
    {
        var ask = fields ?? [];
        ask["action"] = "fault";
        ask["kind"] = kind;
        if (methods.Count > 0)
        {
            ask["methods"] = new JsonArray([.. methods.Select(m => JsonValue.Create(m))]);
        }

        if (times is { } count)
        {
            ask["times"] = count;
        }

        return AskAsync(ask, cancellationToken);
    }

    /// <summary>Ends all faults.</summary>
    public Task ClearAsync(CancellationToken cancellationToken) => AskAsync(new JsonObject { ["action"] = "clear" }, cancellationToken);

    /// <summary>The endpoint shows no slot beyond the one open now.</summary>
    public Task FreezeAsync(CancellationToken cancellationToken) => AskAsync(new JsonObject { ["action"] = "freeze" }, cancellationToken);

    /// <summary>The endpoint goes on.</summary>
    public Task ThawAsync(CancellationToken cancellationToken) => AskAsync(new JsonObject { ["action"] = "thaw" }, cancellationToken);

    /// <summary>Ends every WebSocket connection without a handshake.</summary>
    public Task CloseSocketsAsync(CancellationToken cancellationToken) =>
        AskAsync(new JsonObject { ["action"] = "closeSockets" }, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<ulong> AskAsync(JsonObject ask, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync(_url, ask, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"The control answered {(int)response.StatusCode}: {text}");
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty("slot").GetUInt64();
    }
}
