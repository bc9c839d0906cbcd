using System.Buffers.Binary;
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
    private const uint ProgramDataTag = 3;
    private const int AuthorityOption = 12;
    private const int UpgradeAuthorityOffset = 13;

    /// <summary>Behind discriminator, version, bump and the entries' pause of every Config.</summary>
    private const int ConfigAuthorityOffset = 11;

    /// <summary>Whether nothing differs; a program that is not deployed yet differs in nothing.</summary>
    public bool Agrees => !IsDeployed || (UpgradeAuthority == Expected.UpgradeAuthority && Authority == Expected.Authority);

    /// <summary>Reads the account that names the upgrade authority, and the Config.</summary>
    public static DeployedProgram Of(ExpectedProgram expected, AccountInfo? programData, AccountInfo? config)
    {
        var data = programData is null ? default : programData.Data.Span;
        var deployed = data.Length >= UpgradeAuthorityOffset + Address.Length && BinaryPrimitives.ReadUInt32LittleEndian(data) == ProgramDataTag;
        var head = config is not null && config.Owner == expected.Program ? config.Data.Span : default;
        return new DeployedProgram(
            expected,
            deployed,
            deployed && data[AuthorityOption] != 0 ? new Address(data.Slice(UpgradeAuthorityOffset, Address.Length)) : null,
            head.Length >= ConfigAuthorityOffset + Address.Length ? new Address(head.Slice(ConfigAuthorityOffset, Address.Length)) : null);
    }
}
