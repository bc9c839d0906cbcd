namespace Hypernode.Worker.Execution;

/// <summary>Whose fault it is that a run cannot go on.</summary>
public enum ExecutionFault
{
    /// <summary>Engine, disk, device or content failed: the node says so and the job may go elsewhere.</summary>
    Host = 1,

    /// <summary>The spec asks for something that cannot be: no node could run it.</summary>
    Spec = 2,
}
