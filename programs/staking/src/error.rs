//! Refusals of staking: codes 12000 and up.

hypernode_common::program_errors! {
    /// Refusals of staking.
    pub enum StakingError, offset = 12000 {
        StakeTooSmall = 40, "the position would hold less than the smallest stake: stake more",
        LockTooShort = 41, "the lock is shorter than the shortest allowed",
        LockTooLong = 42, "the lock is longer than the longest allowed",
        LockShrinks = 43, "a lock may only grow: choose at least the present days",
        StillLocked = 44, "the lock has not ended: wait until unlock_at",
        RemainderTooSmall = 45, "less than the smallest stake would remain: unstake everything or leave more",
        UnstakeTooLarge = 46, "the position holds less than that",
        StillUnbonding = 47, "the unbonding amount is not free yet: wait until withdraw_at",
        NothingToWithdraw = 48, "nothing is unbonding: unstake first",
        NothingToRefresh = 49, "the position has its base multiplier already",
        PositionNotEmpty = 50, "the position still holds tokens: unstake and withdraw them first",
        AlreadyPledged = 51, "the position backs a bond: release its pledge first",
        NotPledged = 52, "the position is not pledged",
        LockTooShortForBond = 53, "the lock ends before the bond may: extend it first",
        BondFull = 54, "the bond holds 8 positions already",
        BondFrozen = 55, "a report freezes the bond: wait until it ends",
        BondNotEmpty = 56, "positions still back the bond: clear their pledges first",
        StillReleasing = 57, "the pledge stays slashable until release_at",
        WrongSubject = 58, "the account is not the Node, Validator or Bond the position backs",
        NotSubjectAuthority = 59, "only the authority of the Node or owner of the Validator may agree to a pledge",
        ValidatorStakeTooSmall = 60, "a validator's position must keep the smallest validator stake: retire first",
        ValidatorNotActive = 61, "the validator is not Active",
        InvalidSlash = 62, "a slash takes 1 to 10,000 basis points",
        VaultShort = 63, "the stake vault holds less than it owes",
        SnapshotLost = 64, "the weight changed twice after that slot",
        NotPositionOwner = 65, "the signer does not own the position",
        RewardAccountMissing = 66, "the position has no reward account: open it in rewards first",
        RewardAccountOpen = 67, "the reward account of the position is open: close it in rewards first",
        NodeStillBusy = 68, "the node runs a job or ended one within the unbonding time: drain it and wait",
    }
}
