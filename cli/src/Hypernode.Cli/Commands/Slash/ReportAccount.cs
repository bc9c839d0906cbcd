using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Slash;

/// <summary>Reads one report.</summary>
internal static class ReportAccount
{
    public static Task<ChainAccount<Report>> ReadAsync(ChainSession chain, Address address, CancellationToken cancellationToken) =>
        chain.RequireAsync<Report>(SlashingProgram.Id, address, "report", "hypernode slash list", cancellationToken);

    /// <summary>Parameters of slashing.</summary>
    public static async Task<PodSlashingParams> ParametersAsync(ChainSession chain, CancellationToken cancellationToken) =>
        (await chain.ConfigAsync<Client.Slashing.Config>(SlashingProgram.Id, SlashingProgram.Name, cancellationToken).ConfigureAwait(false)).Params;
}
