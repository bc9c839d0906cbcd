using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Job;

/// <summary>A subcommand that moves one job on.</summary>
internal abstract class JobCommand : SigningCommand
{
    private readonly Argument<string> _job = JobOptions.Job();

    protected JobCommand(string name, string description, params string[] examples)
        : base(name, description, examples) => Arguments.Add(_job);

    protected sealed override async Task RunAsync(Signing signing, CancellationToken cancellationToken) =>
        await RunAsync(signing, await ReadAsync(signing, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Sends and reports.</summary>
    protected abstract Task RunAsync(Signing signing, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken);

    /// <summary>Reads the job again.</summary>
    protected Task<ChainAccount<Client.Markets.Job>> ReadAsync(Signing signing, CancellationToken cancellationToken) =>
        JobAccount.ReadAsync(signing.Chain, signing.Call.Required(_job), cancellationToken);

    /// <summary>The recipes of the network in use.</summary>
    public static JobRecipes Recipes(Signing signing) => signing.Chain.JobRecipes();

    /// <summary>Refuses a job in another state, naming the one it is in.</summary>
    protected static void RequireState(ChainAccount<Client.Markets.Job> job, params JobState[] states)
    {
        if (!states.Contains(job.Value.State))
        {
            throw new CliException(
                ExitCode.Refused, $"the job is {job.Value.State}, not {string.Join(" or ", states)}", $"hypernode job show {job.Address} --watch");
        }
    }
}
