using Hypernode.Client.Markets;
using Hypernode.Protocol.Digests;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Programs;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of a credit: HYPER set aside for one payee, paid against vouchers that a key signs off chain.</summary>
/// <param name="addresses">The network's programs and mint.</param>
public sealed class CreditRecipes(JobAddresses addresses)
{
    /// <summary>The credit of an owner, a payee and an id of 16 bytes.</summary>
    public static Address AddressOf(Address owner, Address payee, byte[] id) => MarketsAddresses.FindCreditAddress(owner, payee, id).Address;

    /// <summary>Opens a credit with its first deposit.</summary>
    /// <param name="owner">Signs, deposits and gets the rest back.</param>
    /// <param name="payee">Who is paid.</param>
    /// <param name="id">16 bytes nobody used before.</param>
    /// <param name="voucherKey">Key that signs the vouchers.</param>
    /// <param name="deposit">Base units.</param>
    public Instruction Open(Address owner, Address payee, byte[] id, Address voucherKey, ulong deposit) => MarketsInstructions.OpenCredit(
        new OpenCreditAccounts { Owner = owner, Payer = owner, Mint = addresses.Mint, Payee = payee, OwnerToken = addresses.HyperAccount(owner) },
        new OpenCreditArgs { Id = id, SessionKey = voucherKey, Deposit = deposit });

    /// <summary>Adds to the deposit; the owner signs.</summary>
    public Instruction Fund(Address address, Credit credit, ulong deposit) => MarketsInstructions.FundCredit(
        new FundCreditAccounts { Owner = credit.Owner, Credit = address, OwnerToken = addresses.HyperAccount(credit.Owner) },
        new FundCreditArgs { Deposit = deposit });

    /// <summary>What the key signs: a promise of <paramref name="cumulative"/> base units in all.</summary>
    public static byte[] Voucher(Hash genesis, Address credit, ulong openedSlot, ulong cumulative) =>
        ProtocolDigests.Voucher(genesis, MarketsProgram.Id, credit, openedSlot, cumulative);

    /// <summary>Pays what a voucher adds to the earlier ones; anyone may, and pays for a missing account of the payee.</summary>
    /// <remarks>The signature is checked by the Ed25519 program in the instruction right before the redemption.</remarks>
    /// <param name="signer">Who cranks.</param>
    /// <param name="address">The credit's account.</param>
    /// <param name="credit">The credit.</param>
    /// <param name="genesis">Genesis hash of the chain.</param>
    /// <param name="cumulative">Base units the voucher promises in all.</param>
    /// <param name="signature">The key's signature of <see cref="Voucher"/>.</param>
    /// <param name="feeShards">From the Config of markets.</param>
    public IReadOnlyList<Instruction> Redeem(
        Address signer, Address address, Credit credit, Hash genesis, ulong cumulative, Signature signature, byte feeShards) =>
    [
        AssociatedToken.CreateIdempotent(signer, credit.Payee, addresses.Mint),
        Ed25519Program.Verify(credit.SessionKey, signature, Voucher(genesis, address, credit.OpenedSlot, cumulative)),
        MarketsInstructions.RedeemVoucher(
            new RedeemVoucherAccounts
            {
                Credit = address,
                PayeeToken = addresses.HyperAccount(credit.Payee),
                FeeShard = addresses.FeeShard(address, feeShards),
                FeeVault = addresses.FeeVault(address, feeShards),
            },
            new RedeemVoucherArgs { Cumulative = cumulative }),
    ];

    /// <summary>Asks for the rest back: the payee has a day to redeem what it holds. The owner signs.</summary>
    public static Instruction RequestClose(Address address, Credit credit) =>
        MarketsInstructions.RequestCreditClose(new RequestCreditCloseAccounts { Owner = credit.Owner, Credit = address });

    /// <summary>Pays the rest to the owner once that day is over; anyone may.</summary>
    public Instruction Close(Address address, Credit credit) => MarketsInstructions.CloseCredit(
        new CloseCreditAccounts { Credit = address, OwnerToken = addresses.HyperAccount(credit.Owner), RentPayer = credit.RentPayer });
}
