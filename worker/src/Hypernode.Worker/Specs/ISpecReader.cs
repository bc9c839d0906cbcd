using Hypernode.Worker.Chain;

namespace Hypernode.Worker.Specs;

/// <summary>Turns spec bytes into a plan, or refuses them.</summary>
public interface ISpecReader
{
    /// <summary>Checks a spec against the digests of its job and this host's limits.</summary>
    /// <exception cref="SpecFaultException">The spec breaks a rule.</exception>
    JobPlan Read(ReadOnlyMemory<byte> spec, JobView job);
}
