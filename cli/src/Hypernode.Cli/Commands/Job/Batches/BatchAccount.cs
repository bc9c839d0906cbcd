using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Job.Batches;

/// <summary>Reads one batch and its children.</summary>
internal static class BatchAccount
{
    private const int MostAccounts = 100;

    public static Argument<string> Argument() => new("BATCH") { Description = "Address of the batch." };

    public static Task<ChainAccount<Batch>> ReadAsync(ChainSession chain, string text, CancellationToken cancellationToken) =>
        chain.RequireAsync<Batch>(MarketsProgram.Id, Parsing.Address(text), "batch", "hypernode job batch submit makes one", cancellationToken);

    /// <summary>The job of every child in order; null where it is not posted, or closed after it ended.</summary>
    public static async Task<IReadOnlyList<(Address Address, Client.Markets.Job? Job)>> ChildrenAsync(ChainSession chain, ChainAccount<Batch> batch, CancellationToken cancellationToken)
    {
        var accounts = new ProgramAccounts(chain.Rpc, MarketsProgram.Id);
        var children = new List<(Address, Client.Markets.Job?)>();
        foreach (var some in Enumerable.Range(0, batch.Value.Total).Select(index => BatchRecipes.ChildOf(batch.Value.Requester, batch.Address, (ushort)index)).Chunk(MostAccounts))
        {
            var found = await accounts.FetchAsync<Client.Markets.Job>(some, cancellationToken).ConfigureAwait(false);
            children.AddRange(some.Zip(found, (address, job) => (address, job?.Value)));
        }

        return children;
    }
}
