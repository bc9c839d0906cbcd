using Hypernode.Client.Staking;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of a validator's life. A validator is known by its owner, who signs.</summary>
public static class ValidatorRecipes
{
    /// <summary>The validator of an owner.</summary>
    public static Address AddressOf(Address owner) => StakingAddresses.FindValidatorAddress(owner).Address;

    /// <summary>Becomes a validator: pledges a position to a bond of its own. Its votes count after the warm-up.</summary>
    /// <param name="position">A free position of at least the validators' minimum, locked for the days a bond asks.</param>
    /// <param name="owner">Its owner; pays the rent.</param>
    public static Instruction Register(Address position, Address owner)
    {
        var validator = AddressOf(owner);
        return StakingInstructions.RegisterValidator(new RegisterValidatorAccounts
        {
            Position = position,
            PositionOwner = owner,
            Validator = validator,
            Bond = StakingAddresses.FindBondAddress(validator).Address,
            Owner = owner,
            Payer = owner,
        });
    }

    /// <summary>Ends its votes and releases its position.</summary>
    public static Instruction Retire(Validator validator)
    {
        var address = AddressOf(validator.Owner);
        return StakingInstructions.RetireValidator(new RetireValidatorAccounts
        {
            Validator = address,
            Position = validator.Position,
            Bond = StakingAddresses.FindBondAddress(address).Address,
            BondSubject = address,
            Owner = validator.Owner,
        });
    }

    /// <summary>Closes the account of a validator that retired; the rent returns to who paid it.</summary>
    public static Instruction Close(Validator validator)
    {
        var address = AddressOf(validator.Owner);
        return StakingInstructions.CloseValidator(new CloseValidatorAccounts
        {
            Validator = address,
            Bond = StakingAddresses.FindBondAddress(address).Address,
            Owner = validator.Owner,
            RentPayer = validator.RentPayer,
        });
    }
}
