using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Demo;
using Hypernode.Localnet.Seeding;
using Hypernode.Protocol.Networks;
using Hypernode.Solana.Sending;

namespace Hypernode.Localnet;

/// <summary>The tool behind `make up` and `make demo`: <c>seed</c> or <c>demo</c>, each with <c>--state FOLDER</c>.</summary>
internal static class LocalnetCommand
{
    private const int Failed = 1;
    private const int Usage = 2;
    private const int PrerequisiteMissing = 3;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        try
        {
            switch (args)
            {
                case ["seed", "--state", var stateFolder]:
                    await SeedAsync(stateFolder, output, cancellationToken);
                    return 0;
                case ["demo", "--state", var stateFolder]:
                    return await DemoCommand.RunAsync(RepositoryRoot.Find(), stateFolder, output, cancellationToken) ? 0 : Failed;
                default:
                    await errors.WriteLineAsync("usage: Hypernode.Localnet seed|demo --state FOLDER");
                    return Usage;
            }
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
        catch (DemoException e)
        {
            await errors.WriteLineAsync(e.Message);
            return Failed;
        }
        catch (MissingPrerequisiteException e)
        {
            await errors.WriteLineAsync(e.Message);
            return PrerequisiteMissing;
        }
    }

    private static async Task SeedAsync(string stateFolder, TextWriter output, CancellationToken cancellationToken)
    {
        using var chain = await LocalChain.OpenAsync(
            Path.Combine(stateFolder, "endpoints.json"), Path.Combine(stateFolder, "seed-journal.jsonl"), cancellationToken);
        await Seeder.SeedAsync(chain, step => output.WriteLine($"seed: {step}"), cancellationToken);
    }
}
