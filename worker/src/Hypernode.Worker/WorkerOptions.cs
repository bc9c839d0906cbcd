namespace Hypernode.Worker;

/// <summary>Options of a worker: JSON file, then <c>HYPERNODE_</c> variables.</summary>
public sealed class WorkerOptions
{
    /// <summary>Journals, content, images and the control socket; one worker's own.</summary>
    public string StateFolder { get; set; } = "";

    /// <summary>The network's endpoints file; empty = what <c>HYPERNODE_ENDPOINTS</c> names.</summary>
    public string EndpointsFile { get; set; } = "";

    /// <summary>Address of the node account.</summary>
    public string Node { get; set; } = "";

    /// <summary>Key file of the node's operator (hot key), mode 0600.</summary>
    public string OperatorKeyFile { get; set; } = "";

    /// <summary>Market accounts served; empty = every market.</summary>
    public IList<string> Markets { get; set; } = [];

    /// <summary>Places specs, images and inputs are fetched from: store folders or http addresses, tried in order.</summary>
    public IList<string> ContentSources { get; set; } = [];

    /// <summary>Places results are delivered to: store folders or http addresses.</summary>
    public IList<string> ContentSinks { get; set; } = [];

    /// <summary><c>auto</c>: docker if it answers in 2 s, else the sandbox where allowed; or <c>docker</c>, <c>sandbox</c>.</summary>
    public string Executor { get; set; } = "auto";

    /// <summary>Whether jobs may run in the sandbox.</summary>
    public bool AllowSandbox { get; set; }

    /// <summary>Unix socket of the engine.</summary>
    public string DockerSocket { get; set; } = "/var/run/docker.sock";

    /// <summary>Runs at once, 1..1000.</summary>
    public int MaxRuns { get; set; } = 1;

    /// <summary>Memory lent to runs in MiB; 0 = three quarters of the host's.</summary>
    public long MemoryMib { get; set; }

    /// <summary>Processors lent to runs; 0 = all.</summary>
    public int Cpus { get; set; }

    /// <summary>Disk lent to runs in GiB; 0 = half of what is free in the state folder.</summary>
    public long DiskGib { get; set; }

    /// <summary>Free disk in GiB below which nothing new is accepted, at least a tenth of the disk; 0 = no floor.</summary>
    public long DiskFloorGib { get; set; } = 20;

    /// <summary>Largest image, input or output in MiB, 1..1,048,576.</summary>
    public long MaxContentMib { get; set; } = 8192;

    /// <summary>Expected delivery rate in KiB a second, 1..10,485,760; reserves time before the submission is due.</summary>
    public long UploadKibPerSecond { get; set; } = 10_240;

    /// <summary>Seconds between scans for open jobs, 1..60.</summary>
    public int ScanSeconds { get; set; } = 2;

    /// <summary>Seconds between heartbeats on chain, 30..900.</summary>
    public int HeartbeatSeconds { get; set; } = 300;

    /// <summary>Most lamports of fee for one transaction, 5,000..10,000,000.</summary>
    public ulong MaxFeeLamports { get; set; } = 100_000;

    /// <summary>Unix socket for the command line; empty = <c>control.sock</c> in the state folder.</summary>
    public string ControlSocket { get; set; } = "";
}
