namespace Hypernode.Solana.Addresses;

/// <summary>Programs of the chain itself, the same on every cluster.</summary>
public static class ProgramIds
{
    /// <summary>Creates accounts and moves lamports; its address is 32 zero bytes.</summary>
    public static readonly Address System;
    public static readonly Address ComputeBudget = Address.Parse("ComputeBudget111111111111111111111111111111");
    public static readonly Address AddressLookupTable = Address.Parse("AddressLookupTab1e1111111111111111111111111");
    public static readonly Address Ed25519Verification = Address.Parse("Ed25519SigVerify111111111111111111111111111");
    public static readonly Address BpfLoaderUpgradeable = Address.Parse("BPFLoaderUpgradeab1e11111111111111111111111");
    public static readonly Address Token = Address.Parse("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
    public static readonly Address Token2022 = Address.Parse("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");
    public static readonly Address AssociatedToken = Address.Parse("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");
    public static readonly Address Memo = Address.Parse("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr");
}
