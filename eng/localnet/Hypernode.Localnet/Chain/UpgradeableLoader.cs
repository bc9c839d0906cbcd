using Hypernode.Solana.Addresses;

namespace Hypernode.Localnet.Chain;

/// <summary>The loader our programs are deployed under.</summary>
internal static class UpgradeableLoader
{
    private static readonly Address Id = Address.Parse("BPFLoaderUpgradeab1e11111111111111111111111");

    /// <summary>The account that names a program's upgrade authority.</summary>
    public static Address FindProgramDataAddress(Address programId) => ProgramAddress.Find(Id, programId.ToArray()).Address;
}
