using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions that let a key stand in for a requester, and take that back.</summary>
public static class SessionRecipes
{
    /// <summary>The session of an owner and a key.</summary>
    public static Address AddressOf(Address owner, Address key) => MarketsAddresses.FindSessionAddress(owner, key).Address;

    /// <summary>Opens a session; owner and key sign.</summary>
    /// <param name="owner">Whom the key stands in for; pays the rent.</param>
    /// <param name="key">The key.</param>
    /// <param name="expiresAt">Last Unix second it lives.</param>
    /// <param name="mask">Sum of <see cref="BitOf"/> over the instructions it may sign for.</param>
    public static Instruction Open(Address owner, Address key, long expiresAt, ulong mask) => MarketsInstructions.OpenSession(
        new OpenSessionAccounts { Owner = owner, SessionKey = key, Payer = owner },
        new OpenSessionArgs { ExpiresAt = expiresAt, Mask = mask });

    /// <summary>Lets the key of a session spend up to an amount of the owner's HYPER; it replaces any earlier delegate.</summary>
    public static Instruction AllowSpending(Address owner, Address key, Address mint, ulong amount) =>
        TokenProgram.Approve(AssociatedToken.Find(owner, mint), owner, key, amount);

    /// <summary>Ends a session: its owner may, anyone once it is over by itself. The rent returns to who paid it.</summary>
    public static Instruction Revoke(Address address, Session session, Address signer) => MarketsInstructions.RevokeSession(
        new RevokeSessionAccounts { Signer = signer, Session = address, RentPayer = session.RentPayer });

    /// <summary>Bit of an instruction of markets in a session's mask: its number.</summary>
    public static ulong BitOf(byte instruction) => 1UL << instruction;
}
