using Hypernode.Client.Governance;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Client.Rewards;
using Hypernode.Client.Slashing;
using Hypernode.Client.Staking;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Protocol.Governance;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Localnet.Seeding;

/// <summary>Initialises each program with the default parameters; the deployer becomes their authority.</summary>
internal sealed class ConfigsStep : ISeedStep
{
    public string Name => "configs";

    public async Task ApplyAsync(LocalChain chain, CancellationToken cancellationToken)
    {
        var now = await chain.ReadClockAsync(cancellationToken);
        var mint = chain.Endpoints.Mint;
        await Task.WhenAll(
            InitializeAsync(chain, RegistryAddresses.FindConfigAddress().Address, Registry(mint), cancellationToken),
            InitializeAsync(chain, MarketsAddresses.FindConfigAddress().Address, Markets(mint, chain.Endpoints.Genesis, now), cancellationToken),
            InitializeAsync(chain, StakingAddresses.FindConfigAddress().Address, Staking(mint), cancellationToken),
            InitializeAsync(chain, RewardsAddresses.FindConfigAddress().Address, Rewards(mint, now), cancellationToken),
            InitializeAsync(chain, SlashingAddresses.FindConfigAddress().Address, Slashing(mint), cancellationToken),
            InitializeAsync(chain, GovernanceAddresses.FindConfigAddress().Address, Governance(mint), cancellationToken));
    }

    private static async Task InitializeAsync(LocalChain chain, Address config, Instruction initialize, CancellationToken cancellationToken)
    {
        if (!await chain.ExistsAsync(config, cancellationToken))
        {
            using var deployer = LocalKeys.Signer(SeedActors.Deployer);
            await chain.SendAsync("initialize", deployer, [initialize], [], cancellationToken);
        }
    }

    private static Instruction Registry(Address mint) => RegistryInstructions.Initialize(
        new Client.Registry.InitializeAccounts
        {
            Mint = mint,
            Deployer = Deployer,
            Payer = Deployer,
            ProgramData = UpgradeableLoader.ProgramDataOf(RegistryProgram.Id),
        },
        new Client.Registry.InitializeArgs { Params = DefaultParameters.Registry(), Guardian = Guardian });

    private static Instruction Markets(Address mint, Hash genesis, long now) => MarketsInstructions.Initialize(
        new Client.Markets.InitializeAccounts
        {
            Mint = mint,
            Deployer = Deployer,
            Payer = Deployer,
            ProgramData = UpgradeableLoader.ProgramDataOf(MarketsProgram.Id),
        },
        new Client.Markets.InitializeArgs { Params = DefaultParameters.Markets(genesis, now), Guardian = Guardian });

    private static Instruction Staking(Address mint) => StakingInstructions.Initialize(
        new Client.Staking.InitializeAccounts
        {
            Mint = mint,
            Deployer = Deployer,
            Payer = Deployer,
            ProgramData = UpgradeableLoader.ProgramDataOf(StakingProgram.Id),
        },
        new Client.Staking.InitializeArgs { Params = DefaultParameters.Staking(), Guardian = Guardian });

    private static Instruction Rewards(Address mint, long now) => RewardsInstructions.Initialize(
        new Client.Rewards.InitializeAccounts
        {
            Mint = mint,
            Deployer = Deployer,
            Payer = Deployer,
            ProgramData = UpgradeableLoader.ProgramDataOf(RewardsProgram.Id),
        },
        new Client.Rewards.InitializeArgs { Params = DefaultParameters.Rewards(mint, now), Guardian = Guardian });

    private static Instruction Slashing(Address mint) => SlashingInstructions.Initialize(
        new Client.Slashing.InitializeAccounts
        {
            Mint = mint,
            Deployer = Deployer,
            Payer = Deployer,
            ProgramData = UpgradeableLoader.ProgramDataOf(SlashingProgram.Id),
        },
        new Client.Slashing.InitializeArgs { Params = DefaultParameters.Slashing(), Guardian = Guardian });

    private static Instruction Governance(Address mint) => GovernanceInstructions.Initialize(
        new Client.Governance.InitializeAccounts
        {
            Mint = mint,
            Deployer = Deployer,
            Payer = Deployer,
            ProgramData = UpgradeableLoader.ProgramDataOf(GovernanceProgram.Id),
        },
        new Client.Governance.InitializeArgs { Params = DefaultParameters.Governance(), Guardian = Guardian });

    private static Address Deployer { get; } = LocalKeys.Address(SeedActors.Deployer);

    private static Address Guardian { get; } = LocalKeys.Address(SeedActors.Guardian);
}
