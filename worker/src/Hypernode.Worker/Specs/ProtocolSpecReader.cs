using Hypernode.Content.Manifests;
using Hypernode.Protocol.Documents;
using Hypernode.Protocol.Specs;
using Hypernode.Worker.Chain;
using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Specs;

/// <summary>Reads <c>spec.v1</c> and holds it against the digests of its job and the reach of this worker.</summary>
public sealed class ProtocolSpecReader : ISpecReader
{
    private const string SearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <inheritdoc/>
    public JobPlan Read(ReadOnlyMemory<byte> spec, byte[]? inputs, JobView job)
    {
        JobSpec parsed;
        IReadOnlyList<SpecInput> own;
        try
        {
            parsed = JobSpec.Parse(spec);
            own = inputs is { } list ? InputList.Parse(list) : parsed.Inputs;
        }
        catch (DocumentException e)
        {
            throw new SpecFaultException($"{e.Fault}: {e.Message}", e);
        }

        Require(parsed.Image.Digest.AsSpan().SequenceEqual(job.Account.ImageDigest), "its image is not the one the job names");
        Require(inputs is null || parsed.Inputs.Count == 0, "the children of a batch name their inputs, its specification none");
        Require(InputList.DigestOf(own).AsSpan().SequenceEqual(job.Account.InputDigest), "its inputs are not those the job names");
        Require(parsed.Network == NetworkClass.None, "services are not run by this worker");
        Require(parsed.Gpu.Count == 0, "GPUs are not lent by this worker");
        Require(parsed.Secrets.Count == 0, "secrets are not taken by this worker");
        return new JobPlan(ImageOf(parsed.Image), parsed.Command, EnvironmentOf(parsed), [.. own.Select(i => new PlannedInput(i.Name, i.Cid))], LimitsOf(parsed), parsed.MaxSeconds);
    }

    private static RunImage ImageOf(ImageReference image)
    {
        if (image.Kind == ImageKind.Rootfs)
        {
            return new RunImage.Rootfs(ContentId.Parse(image.Text));
        }

        var at = image.Text.IndexOf('@', StringComparison.Ordinal);
        return new RunImage.Registry(image.Text[..at], Convert.ToHexStringLower(image.Digest));
    }

    private static Dictionary<string, string> EnvironmentOf(JobSpec spec) => new(spec.Environment, StringComparer.Ordinal)
    {
        ["PATH"] = spec.Environment.GetValueOrDefault("PATH", SearchPath),
        ["HOME"] = spec.Environment.GetValueOrDefault("HOME", "/tmp"),
    };

    private static RunLimits LimitsOf(JobSpec spec) =>
        new(spec.Resources.MemoryBytes, spec.Resources.CpuMillis, spec.Resources.TemporaryBytes, spec.Outputs.MaxBytes, spec.Outputs.MaxFiles);

    private static void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw new SpecFaultException($"The spec is refused: {problem}.");
        }
    }
}
