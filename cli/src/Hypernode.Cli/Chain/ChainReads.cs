using Hypernode.Client.Queries;
using Hypernode.Client.Wire;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Chain;

/// <summary>Accounts a command cannot do without.</summary>
internal static class ChainReads
{
    /// <summary>Reads an account of a program, or says that there is none.</summary>
    /// <param name="chain">The network.</param>
    /// <param name="program">The program it belongs to.</param>
    /// <param name="address">The account.</param>
    /// <param name="what">What it is, such as "position".</param>
    /// <param name="remedy">Command that lists such accounts.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public static async Task<ChainAccount<T>> RequireAsync<T>(
        this ChainSession chain, Address program, Address address, string what, string? remedy, CancellationToken cancellationToken)
        where T : IProgramAccount<T> =>
        await new ProgramAccounts(chain.Rpc, program).FetchAsync<T>(address, cancellationToken).ConfigureAwait(false)
            ?? throw new CliException(ExitCode.NotFound, $"there is no {what} {address}", remedy);

    /// <summary>Reads the Config of a program; every network we know has one.</summary>
    public static async Task<T> ConfigAsync<T>(this ChainSession chain, Address program, string name, CancellationToken cancellationToken)
        where T : IProgramAccount<T>
    {
        var address = Solana.Addresses.ProgramAddress.Find(program, "config"u8.ToArray()).Address;
        var config = await new ProgramAccounts(chain.Rpc, program).FetchAsync<T>(address, cancellationToken).ConfigureAwait(false);
        return config is null
            ? throw new CliException(ExitCode.Environment, $"the program {name} is not initialised on this network", "make up seeds a local network; elsewhere its operator does")
            : config.Value;
    }
}
