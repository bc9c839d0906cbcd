using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Job.Replicas;

/// <summary>Reads one replica group.</summary>
internal static class ReplicaAccount
{
    public static Argument<string> Argument() => new("REPLICAS") { Description = "Address of the replica group." };

    public static Task<ChainAccount<ReplicaGroup>> ReadAsync(ChainSession chain, string text, CancellationToken cancellationToken) =>
        chain.RequireAsync<ReplicaGroup>(MarketsProgram.Id, Parsing.Address(text), "replica group", "hypernode job show names it as the parent of a replica", cancellationToken);
}
