using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Tokens;

/// <summary>The one token account that each owner has for each mint.</summary>
public static class AssociatedToken
{
    /// <summary>Address of the owner's account for the mint.</summary>
    /// <param name="owner">Wallet or program address.</param>
    /// <param name="mint">The mint.</param>
    /// <param name="tokenProgram">Program that owns the mint; null = the Token program.</param>
    public static Address Find(Address owner, Address mint, Address? tokenProgram = null) =>
        ProgramAddress.Find(
            ProgramIds.AssociatedToken, owner.ToArray(), (tokenProgram ?? ProgramIds.Token).ToArray(), mint.ToArray()).Address;

    /// <summary>Creates the account, or does nothing where it exists.</summary>
    public static Instruction CreateIdempotent(Address payer, Address owner, Address mint, Address? tokenProgram = null)
    {
        var program = tokenProgram ?? ProgramIds.Token;
        return new Instruction(
            ProgramIds.AssociatedToken,
            [
                AccountMeta.WritableSigner(payer),
                AccountMeta.Writable(Find(owner, mint, program)),
                AccountMeta.ReadOnly(owner),
                AccountMeta.ReadOnly(mint),
                AccountMeta.ReadOnly(ProgramIds.System),
                AccountMeta.ReadOnly(program),
            ],
            new byte[] { 1 });
    }
}
