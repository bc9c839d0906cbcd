namespace Hypernode.Protocol.Specs;

/// <summary>What a run may reach.</summary>
public enum NetworkClass
{
    /// <summary>Nothing.</summary>
    None = 1,

    /// <summary>Nothing, but the worker reaches it: a service answers on a bridge of its own.</summary>
    Service = 2,
}
