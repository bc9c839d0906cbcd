namespace Hypernode.Solana.Rpc;

/// <summary>A node to ask.</summary>
/// <param name="Alias">Name in logs and errors: addresses of nodes may carry access tokens and are never written.</param>
/// <param name="Http">Address for requests.</param>
/// <param name="WebSocket">Address for subscriptions; null = the node has none.</param>
public sealed record RpcEndpoint(string Alias, Uri Http, Uri? WebSocket = null)
{
    /// <summary>The alias only.</summary>
    public override string ToString() => Alias;
}
