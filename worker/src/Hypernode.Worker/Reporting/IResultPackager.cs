using Hypernode.Worker.Chain;
using Hypernode.Worker.Leases;
using Hypernode.Worker.Specs;

namespace Hypernode.Worker.Reporting;

/// <summary>Fixes what a run produced, in the content store.</summary>
public interface IResultPackager
{
    /// <summary>Stores outputs, log, core and report. Repeating it after a crash gives the same core.</summary>
    Task<ResultPackage> PackageAsync(JobView job, JobPlan plan, RunId run, ExitedRecord exit, RunFolder folder, CancellationToken cancellationToken);
}
