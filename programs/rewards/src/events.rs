//! What happened: ids, then before and after, then slot and time. `<account>_changes` is the account's counter
//! after the event, so a reader that lacks an event sees the gap.

use {
    crate::state::{PoolSums, RewardSums, RewardsParams, StakerSums},
    anchor_lang::prelude::*,
};

/// Rewards exist.
#[event]
pub struct Initialized {
    pub config: Address,
    pub config_changes: u32,
    pub state: Address,
    pub state_changes: u32,
    pub authority: Address,
    pub guardian: Address,
    pub mint: Address,
    pub params: RewardsParams,
    pub staker_vault: Address,
    pub incentive_vault: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A reward account exists, with weight 0.
#[event]
pub struct RewardAccountOpened {
    pub reward_account: Address,
    pub reward_account_changes: u32,
    pub position: Address,
    pub acc_paid: u128,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// Staking changed the weight of a position.
#[event]
pub struct WeightSynced {
    pub state: Address,
    pub state_changes: u32,
    pub reward_account: Address,
    pub reward_account_changes: u32,
    pub position: Address,
    pub state_before: StakerSums,
    pub state_after: StakerSums,
    pub reward_before: RewardSums,
    pub reward_after: RewardSums,
    pub slot: u64,
    pub at: i64,
}

/// The owner of a position took its pending rewards.
#[event]
pub struct RewardClaimed {
    pub state: Address,
    pub state_changes: u32,
    pub reward_account: Address,
    pub reward_account_changes: u32,
    pub position: Address,
    pub owner: Address,
    pub amount: u64,
    pub from: Address,
    pub to: Address,
    pub state_before: StakerSums,
    pub state_after: StakerSums,
    pub reward_before: RewardSums,
    pub reward_after: RewardSums,
    pub slot: u64,
    pub at: i64,
}

/// Pending rewards became stake.
#[event]
pub struct RewardCompounded {
    pub state: Address,
    pub state_changes: u32,
    pub reward_account: Address,
    pub reward_account_changes: u32,
    pub position: Address,
    pub owner: Address,
    pub amount: u64,
    pub from: Address,
    pub to: Address,
    pub state_before: StakerSums,
    pub state_after: StakerSums,
    pub reward_before: RewardSums,
    pub reward_after: RewardSums,
    pub slot: u64,
    pub at: i64,
}

/// An empty reward account is gone.
#[event]
pub struct RewardAccountClosed {
    pub reward_account: Address,
    pub reward_account_changes: u32,
    pub position: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// Somebody gave to the stakers.
#[event]
pub struct RewardDonated {
    pub state: Address,
    pub state_changes: u32,
    pub donor: Address,
    pub amount: u64,
    pub from: Address,
    pub to: Address,
    pub state_before: StakerSums,
    pub state_after: StakerSums,
    pub slot: u64,
    pub at: i64,
}

/// Markets handed over what a fee shard collected.
#[event]
pub struct FeesReceived {
    pub state: Address,
    pub state_changes: u32,
    pub pool: Address,
    pub pool_changes: u32,
    /// Epoch label of the pool.
    pub epoch: u32,
    pub shard: u8,
    pub shard_label_before: u32,
    pub shard_label_after: u32,
    pub staker: u64,
    pub incentive: u64,
    pub points: u64,
    pub state_before: StakerSums,
    pub state_after: StakerSums,
    pub incentive_in_before: u64,
    pub incentive_in_after: u64,
    pub pool_before: PoolSums,
    pub pool_after: PoolSums,
    pub pool_rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// An unlock period was distributed.
#[event]
pub struct UnlockDistributed {
    pub state: Address,
    pub state_changes: u32,
    pub unlock: Address,
    pub unlock_changes: u32,
    pub period: u32,
    pub amount: u64,
    pub rewards: u64,
    pub burned: u64,
    pub operations: u64,
    pub from: Address,
    pub staker_vault: Address,
    pub operations_account: Address,
    pub state_before: StakerSums,
    pub state_after: StakerSums,
    pub burned_before: u64,
    pub burned_after: u64,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A node was paid for an epoch.
#[event]
pub struct IncentiveClaimed {
    pub state: Address,
    pub state_changes: u32,
    pub pool: Address,
    pub pool_changes: u32,
    pub claim: Address,
    pub claim_changes: u32,
    pub node: Address,
    pub epoch: u32,
    pub points: u64,
    pub amount: u64,
    pub from: Address,
    pub to: Address,
    pub incentive_out_before: u64,
    pub incentive_out_after: u64,
    pub pool_before: PoolSums,
    pub pool_after: PoolSums,
    pub next_epoch_before: u32,
    pub next_epoch_after: u32,
    pub claim_rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// What nobody claimed of an epoch went into a later pool.
#[event]
pub struct EpochRecycled {
    pub pool: Address,
    pub pool_changes: u32,
    pub next_pool: Address,
    pub next_pool_changes: u32,
    pub epoch: u32,
    pub next_epoch: u32,
    pub amount: u64,
    pub pool_before: PoolSums,
    pub pool_after: PoolSums,
    pub next_pool_before: PoolSums,
    pub next_pool_after: PoolSums,
    pub next_pool_rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}
