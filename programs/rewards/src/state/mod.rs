//! Accounts of rewards.

mod config;
mod epoch_pool;
mod incentive_claim;
mod reward_account;
mod sums;
mod unlock;

pub use {
    config::*, epoch_pool::*, hypernode_common::rewards::RewardAccount, incentive_claim::*,
    reward_account::*, sums::*, unlock::*,
};
