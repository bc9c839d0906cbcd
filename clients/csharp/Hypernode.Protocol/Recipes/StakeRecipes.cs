using Hypernode.Client.Rewards;
using Hypernode.Client.Staking;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of a staker, with every account in place. All act on positions of their owner, who signs.</summary>
/// <param name="mint">The HYPER mint.</param>
public sealed class StakeRecipes(Address mint)
{
    /// <summary>The bond that backs a position's subject; null for a free position.</summary>
    public static Address? BondOf(Position position) =>
        position.Pledge == PledgeStatus.Free ? null : StakingAddresses.FindBondAddress(position.Subject).Address;

    /// <summary>The validator a position stands for; null unless it is pledged to its owner's own.</summary>
    public static Address? ValidatorOf(Position position)
    {
        var validator = StakingAddresses.FindValidatorAddress(position.Owner).Address;
        return position.Pledge != PledgeStatus.Free && position.Subject == validator ? validator : null;
    }

    /// <summary>What a position earns is counted here.</summary>
    public static Address RewardAccountOf(Address position) => RewardsAddresses.FindRewardAccountAddress(position).Address;

    /// <summary>Makes the account that counts a position's rewards; it must be there before the stake.</summary>
    public static Instruction OpenRewardAccount(Address position, Address payer) =>
        RewardsInstructions.OpenRewardAccount(new OpenRewardAccountAccounts { Position = position, Payer = payer });

    /// <summary>Locks HYPER in a new position.</summary>
    /// <param name="owner">Who stakes and pays the rent.</param>
    /// <param name="index">A number the owner has no position under.</param>
    /// <param name="amount">Base units, at least the minimum of the Config.</param>
    /// <param name="lockDays">Days of the lock.</param>
    public Instruction Open(Address owner, ushort index, ulong amount, ushort lockDays) => StakingInstructions.Stake(
        new StakeAccounts
        {
            Owner = owner,
            Payer = owner,
            Source = AssociatedToken.Find(owner, mint),
            RewardAccount = RewardAccountOf(StakingAddresses.FindPositionAddress(owner, index).Address),
        },
        new StakeArgs { Index = index, Amount = amount, LockDays = lockDays });

    /// <summary>Adds HYPER; the whole position is locked again for its days from now.</summary>
    public Instruction Add(Address address, Position position, ulong amount) => StakingInstructions.AddStake(
        new AddStakeAccounts
        {
            Position = address,
            Bond = BondOf(position),
            Owner = position.Owner,
            Source = AssociatedToken.Find(position.Owner, mint),
            RewardAccount = RewardAccountOf(address),
        },
        new AddStakeArgs { Amount = amount });

    /// <summary>Locks for longer; neither the days nor the end of the lock may shrink.</summary>
    public static Instruction Extend(Address address, Position position, ushort lockDays) => StakingInstructions.ExtendLock(
        new ExtendLockAccounts { Position = address, Owner = position.Owner, RewardAccount = RewardAccountOf(address) },
        new ExtendLockArgs { LockDays = lockDays });

    /// <summary>Begins to take HYPER out once the lock is over.</summary>
    public static Instruction Unstake(Address address, Position position, ulong amount) => StakingInstructions.Unstake(
        new UnstakeAccounts
        {
            Position = address,
            Bond = BondOf(position),
            Validator = ValidatorOf(position),
            Owner = position.Owner,
            RewardAccount = RewardAccountOf(address),
        },
        new UnstakeArgs { Amount = amount });

    /// <summary>Pays out what has finished unbonding; the owner's associated account is made where it is missing.</summary>
    public IReadOnlyList<Instruction> Withdraw(Address address, Position position) =>
    [
        AssociatedToken.CreateIdempotent(position.Owner, position.Owner, mint),
        StakingInstructions.WithdrawStake(new WithdrawStakeAccounts
        {
            Position = address,
            Bond = BondOf(position),
            Subject = position.Pledge == PledgeStatus.Free ? null : position.Subject,
            Owner = position.Owner,
            Recipient = AssociatedToken.Find(position.Owner, mint),
        }),
    ];

    /// <summary>Takes the multiplier off a position whose lock is over; anyone may.</summary>
    public static Instruction Refresh(Address address) =>
        StakingInstructions.RefreshPosition(new RefreshPositionAccounts { Position = address, RewardAccount = RewardAccountOf(address) });

    /// <summary>Backs a node or a validator with a free position.</summary>
    /// <param name="address">The position.</param>
    /// <param name="owner">Its owner; pays the rent of a new bond.</param>
    /// <param name="subject">The node or validator.</param>
    /// <param name="subjectAuthority">The node's authority or the validator's owner; signs too.</param>
    public static Instruction Pledge(Address address, Address owner, Address subject, Address subjectAuthority) =>
        StakingInstructions.PledgePosition(new PledgePositionAccounts
        {
            Position = address,
            Subject = subject,
            Owner = owner,
            SubjectAuthority = subjectAuthority,
            Payer = owner,
        });

    /// <summary>Takes a pledge back: out of the tier at once, slashable until the unbonding time is over.</summary>
    public static Instruction Release(Address address, Position position) => StakingInstructions.ReleasePledge(new ReleasePledgeAccounts
    {
        Position = address,
        Bond = BondOf(position),
        BondSubject = position.Subject,
        Validator = ValidatorOf(position),
        Owner = position.Owner,
    });

    /// <summary>Frees a position whose pledge was released and is no longer slashable; anyone may.</summary>
    public static Instruction Clear(Address address, Position position) => StakingInstructions.ClearPledge(new ClearPledgeAccounts
    {
        Position = address,
        Bond = BondOf(position),
        BondSubject = position.Subject,
        Subject = position.Subject,
    });

    /// <summary>Closes an empty, free position and, where it still exists, its reward account; the rent returns to who paid it.</summary>
    /// <param name="address">The position.</param>
    /// <param name="position">Its value.</param>
    /// <param name="rewards">Its reward account; null = closed before.</param>
    public static IReadOnlyList<Instruction> Close(Address address, Position position, RewardAccount? rewards)
    {
        var close = StakingInstructions.ClosePosition(new ClosePositionAccounts
        {
            Position = address,
            Owner = position.Owner,
            RewardAccount = RewardAccountOf(address),
            RentPayer = position.RentPayer,
        });
        return rewards is null
            ? [close]
            :
            [
                RewardsInstructions.CloseRewardAccount(new CloseRewardAccountAccounts
                {
                    RewardAccount = RewardAccountOf(address),
                    Position = address,
                    Signer = position.Owner,
                    RentPayer = rewards.RentPayer,
                }),
                close,
            ];
    }

    /// <summary>Pays the rewards of a position to its owner; the owner's associated account is made where it is missing.</summary>
    public IReadOnlyList<Instruction> Claim(Address address, Position position) =>
    [
        AssociatedToken.CreateIdempotent(position.Owner, position.Owner, mint),
        RewardsInstructions.ClaimReward(new ClaimRewardAccounts
        {
            RewardAccount = RewardAccountOf(address),
            Position = address,
            Owner = position.Owner,
            Recipient = AssociatedToken.Find(position.Owner, mint),
        }),
    ];

    /// <summary>Adds the rewards of a position to its stake; the whole position is locked again for its days from now.</summary>
    public static Instruction Compound(Address address, Position position) => RewardsInstructions.CompoundReward(new CompoundRewardAccounts
    {
        RewardAccount = RewardAccountOf(address),
        Position = address,
        Owner = position.Owner,
        Bond = BondOf(position),
    });

    /// <summary>Gives HYPER to all stakers; it is released to them over the stream's time.</summary>
    public Instruction Donate(Address donor, ulong amount) => RewardsInstructions.DonateReward(
        new DonateRewardAccounts { Donor = donor, Source = AssociatedToken.Find(donor, mint) }, new DonateRewardArgs { Amount = amount });
}
