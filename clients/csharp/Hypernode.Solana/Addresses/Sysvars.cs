namespace Hypernode.Solana.Addresses;

/// <summary>Accounts in which the chain publishes its own state.</summary>
public static class Sysvars
{
    public static readonly Address Clock = Address.Parse("SysvarC1ock11111111111111111111111111111111");
    public static readonly Address Instructions = Address.Parse("Sysvar1nstructions1111111111111111111111111");
    public static readonly Address RecentBlockhashes = Address.Parse("SysvarRecentB1ockHashes11111111111111111111");
    public static readonly Address Rent = Address.Parse("SysvarRent111111111111111111111111111111111");
    public static readonly Address SlotHashes = Address.Parse("SysvarS1otHashes111111111111111111111111111");
}
