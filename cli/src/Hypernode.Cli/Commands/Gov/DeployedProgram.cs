using Hypernode.Protocol.Governance;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Gov;

/// <summary>Who may change a program, as the chain says.</summary>
/// <param name="Expected">What the manifest says.</param>
/// <param name="IsDeployed">Whether it is on this chain.</param>
/// <param name="UpgradeAuthority">Who may upgrade it; null = nobody.</param>
/// <param name="Authority">Authority of its Config; null = it is not initialised.</param>
internal sealed record DeployedProgram(ExpectedProgram Expected, bool IsDeployed, Address? UpgradeAuthority, Address? Authority)
{
    /// <summary>Behind discriminator, version, bump and the entries' pause of every Config.</summary>
    private const int ConfigAuthorityOffset = 11;

    /// <summary>Whether nothing differs; a program that is not deployed yet differs in nothing.</summary>
    public bool Agrees => !IsDeployed || (UpgradeAuthority == Expected.UpgradeAuthority && Authority == Expected.Authority);

    /// <summary>Reads the account that names the upgrade authority, and the Config.</summary>
    public static DeployedProgram Of(ExpectedProgram expected, AccountInfo? programData, AccountInfo? config)
    {
        var code = programData is null ? null : UpgradeableLoader.ReadProgramData(programData.Data);
        var head = config is not null && config.Owner == expected.Program ? config.Data.Span : default;
        return new DeployedProgram(
            expected,
            code is not null,
            code?.Authority,
            head.Length >= ConfigAuthorityOffset + Address.Length ? new Address(head.Slice(ConfigAuthorityOffset, Address.Length)) : null);
    }
}
