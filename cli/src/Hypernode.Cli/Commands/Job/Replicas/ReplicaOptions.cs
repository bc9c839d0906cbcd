using System.CommandLine;
using Hypernode.Client.Markets;

namespace Hypernode.Cli.Commands.Job.Replicas;

/// <summary>How often a job is run and how many results must agree, as options.</summary>
internal sealed class ReplicaOptions
{
    private const int MostReplicas = 5;

    private readonly Option<int?> _replicas = new("--replicas")
    {
        Description = "Run the job on so many nodes of different owners, 2 to 5, and pay those whose results agree. Only for jobs that always give the same output.",
        HelpName = "N",
    };

    private readonly Option<int?> _agree = new("--agree") { Description = "Results that must agree, more than half; default: the least majority.", HelpName = "M" };
    private readonly Option<int?> _commitSeconds = new("--commit-seconds")
    {
        Description = "Time from now until all replicas must have run; default: long enough for the market's slowest.",
        HelpName = "SECONDS",
    };

    private readonly Option<int> _revealSeconds = new("--reveal-seconds")
    {
        Description = "Time nodes then have to show their results, 600 to 86400.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 600,
    };

    public IEnumerable<Option> All => [_replicas, _agree, _commitSeconds, _revealSeconds];

    /// <summary>Whether the job is to run more than once.</summary>
    public bool AreAsked(Invocation call) => call.Get(_replicas) is not null;

    /// <summary>The terms; null for a job that runs once.</summary>
    /// <param name="call">The call.</param>
    /// <param name="longest">Seconds in which the slowest replica has committed.</param>
    public ReplicaTerms? Terms(Invocation call, uint longest)
    {
        if (call.Get(_replicas) is not { } replicas)
        {
            return call.Get(_agree) is null
                ? null
                : throw new CliException(ExitCode.Usage, "--agree says how many of --replicas must agree", "pass --replicas, too");
        }

        var n = Parsing.Within<byte>(_replicas.Name, replicas, 2, MostReplicas);
        return new ReplicaTerms
        {
            N = n,
            M = Parsing.Within<byte>(_agree.Name, call.Get(_agree) ?? (n / 2) + 1, (n / 2) + 1, n),
            CommitSeconds = call.Get(_commitSeconds) is { } seconds ? Parsing.Within<uint>(_commitSeconds.Name, seconds, 60, 3_888_000) : longest,
            RevealSeconds = Parsing.Within<uint>(_revealSeconds.Name, call.Required(_revealSeconds), 600, 86_400),
        };
    }
}
