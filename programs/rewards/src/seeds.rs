//! Seeds of the accounts of rewards and one derivation helper per account.

use anchor_lang::prelude::*;

/// Seed of a RewardAccount.
pub const SEED_REWARD: &[u8] = b"reward";
/// Seed of an EpochPool.
pub const SEED_EPOCH: &[u8] = b"epoch";
/// Seed of an IncentiveClaim.
pub const SEED_INCENTIVE: &[u8] = b"incentive";
/// Seed of an Unlock.
pub const SEED_UNLOCK: &[u8] = b"unlock";
/// Seed of the token owner of both vaults.
pub const SEED_VAULTS: &[u8] = b"vaults";

/// Address of the reward account of a position.
pub fn find_reward_address(position: &Address) -> (Address, u8) {
    find_program_address(&[SEED_REWARD, position.as_ref()], &crate::ID)
}

/// Address of the pool of an epoch.
pub fn find_epoch_address(epoch: u32) -> (Address, u8) {
    find_program_address(&[SEED_EPOCH, &epoch.to_le_bytes()], &crate::ID)
}

/// Address of the claims of a node.
pub fn find_incentive_address(node: &Address) -> (Address, u8) {
    find_program_address(&[SEED_INCENTIVE, node.as_ref()], &crate::ID)
}

/// Address of the record of an unlock period.
pub fn find_unlock_address(period: u32) -> (Address, u8) {
    find_program_address(&[SEED_UNLOCK, &period.to_le_bytes()], &crate::ID)
}
