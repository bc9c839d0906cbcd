using Hypernode.Worker.Chain;

namespace Hypernode.Worker.Specs;

/// <summary>Turns spec bytes into a plan, or refuses them.</summary>
public interface ISpecReader
{
    /// <summary>Checks a spec against the digests of its job and this host's limits.</summary>
    /// <param name="spec">The content the job's spec digest names.</param>
    /// <param name="inputs">The content its input digest names, for a child of a batch; null for any other job.</param>
    /// <param name="job">The job.</param>
    /// <exception cref="SpecFaultException">The spec breaks a rule.</exception>
    JobPlan Read(ReadOnlyMemory<byte> spec, byte[]? inputs, JobView job);
}
