using System.Text.Json;
using System.Text.Json.Serialization;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Networks;

/// <summary>Names one network: where its servers are, and which chain, programs and mint they must serve.</summary>
/// <remarks>
/// Found in this order: the path given explicitly, <c>HYPERNODE_ENDPOINTS</c>, else an error. Nothing is guessed, so that no command
/// reaches a chain its user did not name.
/// </remarks>
public sealed record NetworkEndpoints
{
    /// <summary>Environment variable that names the file.</summary>
    public const string Variable = "HYPERNODE_ENDPOINTS";

    private const int KnownVersion = 1;

    private NetworkEndpoints(string path, EndpointsDocument document)
    {
        Path = path;
        IsLocal = document.Local;
        Genesis = Parse<Hash>(document.Genesis, Hash.TryParse, "genesis");
        Rpc = Url(document.Rpc, "rpc", "http", "https");
        WebSocket = Url(document.WebSocket, "webSocket", "ws", "wss");
        Faucet = document.Faucet is null ? null : Url(document.Faucet, "faucet", "http", "https");
        Mint = Parse<Address>(document.Mint, Address.TryParse, "mint");
        Programs = Addresses(document.Programs, "programs");
        Markets = Addresses(document.Markets ?? [], "markets");
    }

    private delegate bool TryParse<T>(ReadOnlySpan<char> text, out T value);

    /// <summary>The file these were read from.</summary>
    public string Path { get; }

    /// <summary>Whether this is a local genesis, on which seeded test keys and the faucet may be used.</summary>
    public bool IsLocal { get; }

    /// <summary>Genesis hash that every server of this network must report.</summary>
    public Hash Genesis { get; }

    /// <summary>JSON-RPC over HTTP.</summary>
    public Uri Rpc { get; }

    /// <summary>Subscriptions over WebSocket.</summary>
    public Uri WebSocket { get; }

    /// <summary>Faucet of a local network; null elsewhere.</summary>
    public Uri? Faucet { get; }

    /// <summary>The HYPER mint.</summary>
    public Address Mint { get; }

    /// <summary>Program ids by name.</summary>
    public IReadOnlyDictionary<string, Address> Programs { get; }

    /// <summary>Markets that have a name here; others are named by their address.</summary>
    public IReadOnlyDictionary<string, Address> Markets { get; }

    /// <summary>Reads the file named explicitly, else the one that <see cref="Variable"/> names.</summary>
    /// <exception cref="NetworkException">None is named, or it cannot be used.</exception>
    public static NetworkEndpoints Discover(string? explicitPath) =>
        (explicitPath ?? Environment.GetEnvironmentVariable(Variable)) is { Length: > 0 } path
            ? Read(path)
            : throw new NetworkException(
                "no network is named", $"pass --endpoints FILE or set {Variable}; after `make up` the file is .hypernode/local/endpoints.json");

    /// <summary>Reads and checks one endpoints file.</summary>
    /// <exception cref="NetworkException">Missing, not JSON, an unknown version, or a field that is not what it must be.</exception>
    public static NetworkEndpoints Read(string path)
    {
        try
        {
            var document = JsonSerializer.Deserialize(File.ReadAllBytes(path), EndpointsJson.Default.EndpointsDocument);
            return document switch
            {
                null => throw new FormatException("it says null"),
                { Version: not KnownVersion } => throw new FormatException($"version {document.Version} is not known, only {KnownVersion}"),
                _ => new NetworkEndpoints(path, document),
            };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NetworkException($"there is no endpoints file {path}", "start the local network with `make up`, or name the file of your network", e);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new NetworkException($"{path} is not an endpoints file: {e.Message}", "let `make up` write it anew, or correct the named field", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NetworkException($"cannot read {path}: {e.Message}", "make the file readable for this user", e);
        }
    }

    private static Dictionary<string, Address> Addresses(Dictionary<string, string> named, string field) => named.ToDictionary(
        pair => pair.Key, pair => Parse<Address>(pair.Value, Address.TryParse, $"{field}.{pair.Key}"), StringComparer.Ordinal);

    private static T Parse<T>(string text, TryParse<T> tryParse, string field) =>
        tryParse(text, out var value) ? value : throw new FormatException($"{field} is not 32 bytes in base58");

    private static Uri Url(string text, string field, params string[] schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && schemes.Contains(url.Scheme, StringComparer.Ordinal)
            ? url
            : throw new FormatException($"{field} is not an address with {string.Join(" or ", schemes)}");
}

/// <summary>The file as it is written; later versions of the local network may add members.</summary>
internal sealed record EndpointsDocument(
    int Version, bool Local, string Genesis, string Rpc, string WebSocket, string? Faucet, string Mint, Dictionary<string, string> Programs,
    Dictionary<string, string>? Markets);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = false, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(EndpointsDocument))]
internal sealed partial class EndpointsJson : JsonSerializerContext;
