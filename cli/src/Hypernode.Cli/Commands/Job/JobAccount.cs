using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Job;

/// <summary>Reads one job, or says that there is none.</summary>
internal static class JobAccount
{
    public static async Task<ChainAccount<Client.Markets.Job>> ReadAsync(ChainSession chain, string text, CancellationToken cancellationToken)
    {
        var address = Parsing.Address(text);
        return await new ProgramAccounts(chain.Rpc, MarketsProgram.Id).FetchAsync<Client.Markets.Job>(address, cancellationToken).ConfigureAwait(false)
            ?? throw new CliException(ExitCode.NotFound, $"there is no job {address}", "hypernode job list; a job disappears a day after it ended");
    }

    /// <summary>Whether a node recorded a result for it.</summary>
    public static bool HasResult(this Client.Markets.Job job) => job.SubmittedAt != 0;
}
