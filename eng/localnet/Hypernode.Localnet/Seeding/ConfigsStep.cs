using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Transactions;

namespace Hypernode.Localnet.Seeding;

/// <summary>Initialises each program with the default parameters.</summary>
internal sealed class ConfigsStep : ISeedStep
{
    public string Name => "configs";

    public async Task ApplyAsync(LocalChain chain, CancellationToken cancellationToken)
    {
        using var deployer = LocalKeys.Signer(SeedActors.Deployer);
        using var payer = LocalKeys.Signer(SeedActors.Faucet);
        var now = await chain.ReadClockAsync(cancellationToken);
        var guardian = LocalKeys.Address(SeedActors.Guardian);
        await Task.WhenAll(
            InitializeAsync(
                chain, payer, deployer, RegistryAddresses.FindConfigAddress().Address, Registry(chain, deployer.Address, payer.Address, guardian), cancellationToken),
            InitializeAsync(
                chain, payer, deployer, MarketsAddresses.FindConfigAddress().Address, Markets(chain, deployer.Address, guardian, now), cancellationToken));
    }

    private static async Task InitializeAsync(
        LocalChain chain, KeyPairSigner payer, KeyPairSigner deployer, Address config, Instruction initialize, CancellationToken cancellationToken)
    {
        if (!await chain.ExistsAsync(config, cancellationToken))
        {
            await chain.SendAsync("initialize", payer, [initialize], [deployer], cancellationToken);
        }
    }

    private static Instruction Registry(LocalChain chain, Address deployer, Address payer, Address guardian) => RegistryInstructions.Initialize(
        new Client.Registry.InitializeAccounts
        {
            Mint = chain.Endpoints.Mint,
            Deployer = deployer,
            Payer = payer,
            ProgramData = UpgradeableLoader.FindProgramDataAddress(RegistryProgram.Id),
        },
        new Client.Registry.InitializeArgs { Params = DefaultParameters.Registry(chain.Endpoints.Mint), Guardian = guardian });

    private static Instruction Markets(LocalChain chain, Address deployer, Address guardian, long now) => MarketsInstructions.Initialize(
        new Client.Markets.InitializeAccounts
        {
            Deployer = deployer,
            Mint = chain.Endpoints.Mint,
            ProgramData = UpgradeableLoader.FindProgramDataAddress(MarketsProgram.Id),
        },
        new Client.Markets.InitializeArgs
        {
            Params = DefaultParameters.Markets(chain.Endpoints.Mint, chain.Endpoints.Genesis, now),
            Guardian = guardian,
        });
}
