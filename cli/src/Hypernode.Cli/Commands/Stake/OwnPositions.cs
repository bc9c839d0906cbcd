using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Stake;

/// <summary>The positions of one owner.</summary>
internal static class OwnPositions
{
    public static async Task<IReadOnlyList<ChainAccount<Position>>> ListAsync(ChainSession chain, Address owner, CancellationToken cancellationToken)
    {
        var positions = await new ProgramAccounts(chain.Rpc, StakingProgram.Id)
            .ListAsync<Position>([StakingFilters.PositionBy.Owner(owner)], cancellationToken).ConfigureAwait(false);
        return [.. positions.OrderBy(position => position.Value.Index)];
    }

    /// <summary>Refuses a position that backs nothing.</summary>
    public static void RequirePledged(ChainAccount<Position> position)
    {
        if (position.Value.Pledge == PledgeStatus.Free)
        {
            throw new CliException(ExitCode.Refused, $"position {position.Address} backs nothing", "hypernode stake list shows which do");
        }
    }
}
