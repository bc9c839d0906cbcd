namespace Hypernode.Localnet.Seeding;

/// <summary>Names of the seeded keys. A node N has the keys node-N-authority, node-N-operator and node-N-payout.</summary>
public static class SeedActors
{
    /// <summary>Upgrade authority of the programs, then authority of their configs.</summary>
    public const string Deployer = "deployer";

    /// <summary>May pause, nothing else.</summary>
    public const string Guardian = "guardian";

    /// <summary>Creates markets.</summary>
    public const string MarketAdmin = "market-admin";

    /// <summary>Owner of the token account of unlocks that go to operations.</summary>
    public const string Operations = "operations";

    /// <summary>May distribute unlocks.</summary>
    public const string UnlockAuthority = "unlock-authority";

    /// <summary>The faucet of `POST /faucet`; holds all HYPER that is not elsewhere.</summary>
    public const string Faucet = "faucet";

    /// <summary>Posts the open job.</summary>
    public const string Requester = "requester";

    /// <summary>Cold key of a node.</summary>
    public static string NodeAuthority(string node) => node + "-authority";

    /// <summary>Hot key of a node.</summary>
    public static string NodeOperator(string node) => node + "-operator";

    /// <summary>Key whose token account a node is paid to.</summary>
    public static string NodePayout(string node) => node + "-payout";
}
