//! The parameters of rewards and their bounds.

use {
    crate::error::RewardsError,
    anchor_lang::prelude::*,
    hypernode_common::config::{non_zero, ConfigHead},
};

/// Fee shards that the state has room for.
pub const MAX_FEE_SHARDS: u8 = 16;
/// One xHYPER: below it a single deposit could move the accumulator by more than it can hold.
const SMALLEST_MIN_TOTAL_WEIGHT: u128 = 1_000_000;

hypernode_common::pod_pair! {
    /// Parameters of rewards.
    pub struct RewardsParams, PodRewardsParams, size = 133 {
        /// Token account of the treasury.
        treasury: Address => Address,
        /// Token account that gets the rest of an unlock.
        operations: Address => Address,
        /// Key that distributes unlocks.
        unlock_authority: Address => Address,
        /// Share of an unlock for the stakers, 1,000..6,000.
        unlock_rewards_bps: u16 => PodU16,
        /// Share of an unlock that is burned, 1,000..4,000.
        unlock_burn_bps: u16 => PodU16,
        /// Unix seconds at which period 1 begins; fixed.
        unlock_origin_at: i64 => PodI64,
        /// Length of a period; fixed.
        unlock_period_seconds: u32 => PodU32,
        /// Time over which a lump sum is released, 604,800..7,776,000.
        stream_seconds: u32 => PodU32,
        /// Total weight below which deposits wait, at least one xHYPER.
        min_total_weight: u128 => PodU128,
        /// Fee shards of markets, a power of two up to 16; fixed.
        fee_shards: u8 => u8,
    }
}

hypernode_common::program_account! {
    /// The Config of rewards: `["config"]`.
    pub struct Config, size = 472 {
        /// Who governs, what is paused.
        pub head: ConfigHead,
        /// The parameters.
        pub params: PodRewardsParams,
        /// Zero; for later parameters.
        pub spare: [u8; 128],
    }
}

impl RewardsParams {
    /// Whether every parameter is within its bounds.
    ///
    /// # Errors
    /// `ParameterOutOfBounds`, `ZeroAddress`.
    pub fn check(&self) -> core::result::Result<(), RewardsError> {
        let within = (1_000..=6_000).contains(&self.unlock_rewards_bps)
            && (1_000..=4_000).contains(&self.unlock_burn_bps)
            && self.unlock_origin_at >= 0
            && self.unlock_period_seconds > 0
            && (604_800..=7_776_000).contains(&self.stream_seconds)
            && self.min_total_weight >= SMALLEST_MIN_TOTAL_WEIGHT
            && self.fee_shards.is_power_of_two()
            && self.fee_shards <= MAX_FEE_SHARDS;
        if !within {
            return Err(RewardsError::ParameterOutOfBounds);
        }
        non_zero(self.treasury)?;
        non_zero(self.operations)?;
        non_zero(self.unlock_authority)?;
        Ok(())
    }

    /// Guards a change: in bounds, and what is fixed stays.
    ///
    /// # Errors
    /// `ParameterOutOfBounds`, `ZeroAddress`.
    pub fn check_change(&self, next: &Self) -> core::result::Result<(), RewardsError> {
        next.check()?;
        let fixed = self.unlock_origin_at == next.unlock_origin_at
            && self.unlock_period_seconds == next.unlock_period_seconds
            && self.fee_shards == next.fee_shards;
        if !fixed {
            return Err(RewardsError::ParameterOutOfBounds);
        }
        Ok(())
    }
}
