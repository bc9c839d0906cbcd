using Hypernode.Worker.Chain;
using Hypernode.Worker.Leases;
using Hypernode.Worker.Specs;

namespace Hypernode.Worker.Reporting;

/// <summary>Fixes what a run produced, in the content store.</summary>
public interface IResultPackager
{
    /// <summary>
    /// Stores outputs, log, core and report; of a replica outputs, log and what all replicas must agree on. Repeating it after a crash gives
    /// the same core.
    /// </summary>
    Task<ResultPackage> PackageAsync(JobView job, JobPlan plan, RunId run, ExitedRecord exit, RunFolder folder, CancellationToken cancellationToken);
}
