namespace Hypernode.Worker.Chain;

/// <summary>Why a node gives a job back, as the markets program numbers it.</summary>
public enum ReleaseCause
{
    Maintenance = 1,
    HostFault = 2,
    SpecFault = 3,
    Overload = 4,
    Other = 5,
}
