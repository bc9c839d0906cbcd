namespace Hypernode.Worker.Leases;

/// <summary>The job account no longer says that this run is ours.</summary>
/// <param name="reason">What it says instead.</param>
public sealed class LeaseLostException(string reason) : Exception($"The lease is lost: {reason}.")
{
    public string Reason { get; } = reason;
}
