using Microsoft.Extensions.Logging;

namespace Hypernode.Solana.Rpc.Transport;

/// <summary>The nodes of one client, in order of preference.</summary>
internal sealed class EndpointPool
{
    private readonly EndpointHealth[] _nodes;

    public EndpointPool(RpcOptions options, TimeProvider time, ILogger logger) =>
        _nodes = [.. options.Endpoints.Select(e => new EndpointHealth(
            e, new TokenBucket(e.Alias, options.RequestsPerSecond, options.Burst, options.QueueLimit, time), time, logger))];

    /// <summary>All nodes.</summary>
    public IReadOnlyList<EndpointHealth> All => _nodes;

    /// <summary>Nodes that may be asked now; when all are down, the one that comes back first.</summary>
    public IReadOnlyList<EndpointHealth> Up
    {
        get
        {
            EndpointHealth[] up = [.. _nodes.Where(n => n.IsUp)];
            return up.Length > 0 ? up : [_nodes.MinBy(n => n.DownUntil)!];
        }
    }

    /// <summary>The most preferred node that is up and not in <paramref name="asked"/>; else the best of all.</summary>
    public EndpointHealth Choose(IReadOnlySet<EndpointHealth> asked) => ChooseUnasked(asked) ?? Up[0];

    /// <summary>The most preferred node that is up and not in <paramref name="asked"/>; null when there is none.</summary>
    public EndpointHealth? ChooseUnasked(IReadOnlySet<EndpointHealth> asked) => _nodes.FirstOrDefault(n => n.IsUp && !asked.Contains(n));
}
