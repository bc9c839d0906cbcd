namespace Hypernode.Protocol.Trust;

/// <summary>Which gate stays shut between a job and a node: the program answers all of them with <c>GateRefused</c>.</summary>
public enum GateRefusal
{
    /// <summary>The node is Private, and another than its authority posted the job.</summary>
    RequesterNotAuthority = 1,

    /// <summary>The requester is no member of the node's group, or only as a node.</summary>
    RequesterNotMember = 2,

    /// <summary>Node and requester have no peering that both signed and that holds.</summary>
    NoPeering = 3,

    /// <summary>The requester has neither a position of at least Bronze nor an attestation as a person.</summary>
    RequesterUnknown = 4,

    /// <summary>The job names a group that the node does not belong to.</summary>
    NodeNotMember = 5,
}
