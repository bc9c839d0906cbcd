using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Seeding;
using Hypernode.Protocol.Networks;
using Hypernode.Solana.Sending;

namespace Hypernode.Localnet;

/// <summary>The tool behind `make up`: <c>seed --state FOLDER</c>.</summary>
internal static class LocalnetCommand
{
    private const int Failed = 1;
    private const int Usage = 2;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        if (args is not ["seed", "--state", var stateFolder])
        {
            await errors.WriteLineAsync("usage: Hypernode.Localnet seed --state FOLDER");
            return Usage;
        }

        try
        {
            await SeedAsync(stateFolder, output, cancellationToken);
            return 0;
        }
        catch (NetworkException e)
        {
            await errors.WriteLineAsync($"{e.Message}\n  remedy: {e.Remedy}");
            return Failed;
        }
        catch (TransactionFailedException e)
        {
            await errors.WriteLineAsync($"{e.Message}\n  {string.Join("\n  ", e.Logs)}");
            return Failed;
        }
    }

    private static async Task SeedAsync(string stateFolder, TextWriter output, CancellationToken cancellationToken)
    {
        using var chain = await LocalChain.OpenAsync(
            Path.Combine(stateFolder, "endpoints.json"), Path.Combine(stateFolder, "seed-journal.jsonl"), cancellationToken);
        await Seeder.SeedAsync(chain, step => output.WriteLine($"seed: {step}"), cancellationToken);
    }
}
