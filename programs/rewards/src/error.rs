//! Refusals of rewards: the common block, then 13040.. in the order of the specification.

hypernode_common::program_errors! {
    /// Why rewards refused.
    pub enum RewardsError, offset = 13000 {
        WeightMismatch = 40, "the position's weight is not the one staking told last",
        AccountNotEmpty = 41, "the reward account still has weight or pending rewards; claim them first",
        NotPositionOwner = 42, "the signer does not own the position",
        NothingToClaim = 43, "nothing is pending",
        PeriodInFuture = 44, "the unlock period has not begun",
        VaultShort = 45, "the vault holds less than it would owe; transfer first",
        EpochNotFinal = 46, "a fee shard still collects under this or an earlier epoch; sweep it",
        EpochClaimed = 47, "the node has claimed this epoch",
        EpochLabelWrong = 48, "the epoch label is not the one recorded, or an earlier epoch comes first",
        NoPoints = 49, "there are no points under this epoch",
        NotUnlockAuthority = 50, "the signer is not the unlock authority",
        RecycleTooSoon = 51, "nodes may still claim this epoch",
        CompoundMismatch = 52, "the position did not grow by the compounded amount",
        ShardOutOfRange = 53, "there is no such fee shard",
    }
}
