namespace Hypernode.Docker;

/// <summary>The part of <c>/info</c> that says whether limits hold; one the engine does not mention does not.</summary>
public sealed record EngineInfo(bool MemoryLimit = false, bool SwapLimit = false, bool PidsLimit = false, string[]? SecurityOptions = null, string? CgroupVersion = null)
{
    /// <summary>Whether system calls of containers are filtered.</summary>
    public bool HasSeccomp => SecurityOptions?.Any(option => option.Contains("name=seccomp", StringComparison.Ordinal)) == true;

    /// <summary>Whether the engine runs without root.</summary>
    public bool IsRootless => SecurityOptions?.Any(option => option.Contains("name=rootless", StringComparison.Ordinal)) == true;

    /// <summary>Limits the engine cannot enforce; a run of a stranger needs them all.</summary>
    public IReadOnlyList<string> MissingLimits
    {
        get
        {
            var missing = new List<string>();
            if (!MemoryLimit)
            {
                missing.Add("memory limit");
            }

            // On cgroup v2 swap belongs to the memory controller and old engines report it as absent.
            if (!SwapLimit && !string.Equals(CgroupVersion, "2", StringComparison.Ordinal))
            {
                missing.Add("swap limit");
            }

            if (!PidsLimit)
            {
                missing.Add("pids limit");
            }

            if (!HasSeccomp)
            {
                missing.Add("seccomp");
            }

            return missing;
        }
    }
}
