//! The Config of markets: who governs it and the parameters that later posts copy.

use {
    crate::{error::MarketsError, math::epoch_at},
    anchor_lang::prelude::*,
    hypernode_common::{
        config::{non_zero, ConfigHead},
        error::CommonError,
        math::BPS,
        pod_pair, program_account,
    },
};

pod_pair! {
    /// Parameters of markets.
    pub struct MarketsParams, PodMarketsParams, size = 165 {
        /// Token account that receives the treasury's fees, pinned by address.
        treasury: Address => Address,
        /// Key that may create and change markets besides the authority.
        market_admin: Address => Address,
        /// Genesis hash of the cluster, bound by every result digest; fixed.
        genesis: [u8; 32] => [u8; 32],
        /// Part of a price for the treasury, at most 2,000.
        treasury_bps: u16 => PodU16,
        /// Part of a price for stakers and nodes, at most 1,500.
        incentive_bps: u16 => PodU16,
        /// Part of a price for the orchestrator, at most 1,000.
        orchestrator_bps: u16 => PodU16,
        /// Part of a price for stakers, inside the incentive.
        staker_bps: u16 => PodU16,
        /// Part of the treasury's inflow that is burned, at most 10,000.
        burn_bps: u16 => PodU16,
        /// Seconds each reputation tier waits, Starter first, at most 60, non-increasing.
        tier_delay_seconds: [u16; 5] => [PodU16; 5],
        /// Attempts of a job, 1..3.
        attempts_max: u8 => u8,
        /// Fee shards, a power of two up to 16; fixed.
        fee_shards: u8 => u8,
        /// Unix seconds epoch 1 starts at; fixed.
        epoch_origin_at: i64 => PodI64,
        /// Length of an epoch, seconds, not zero; fixed.
        epoch_seconds: u32 => PodU32,
        /// How long an ended job is kept, seconds, 7,200..2,592,000.
        close_delay_seconds: u32 => PodU32,
        /// How long validators may vote in one round, seconds, 600..86,400.
        verdict_window_seconds: u32 => PodU32,
        /// Least bond of a challenge, 1..10,000 HYPER in base units.
        challenge_bond_min: u64 => PodU64,
        /// Bond of a challenge as part of the cap, at most 5,000.
        challenge_bond_bps: u16 => PodU16,
        /// Fee of an audit as part of the cap, at most 5,000.
        verification_fee_bps: u16 => PodU16,
        /// Highest royalty of a template, at most 5,000.
        max_royalty_bps: u16 => PodU16,
        /// Validators a first panel aims at, 3..64.
        panel_target: u16 => PodU16,
        /// Slots from a challenge to its draw, 4..64.
        seed_delay_slots: u8 => u8,
        /// Rebate of the treasury's part by holder tier; 0 before the third delivery.
        discount_bps: [u16; 5] => [PodU16; 5],
    }
}

/// One HYPER in base units.
const HYPER: u64 = 1_000_000;

impl MarketsParams {
    /// Checks every bound.
    ///
    /// # Errors
    /// `ZeroAddress`, `ZeroDigest`, `ParameterOutOfBounds`.
    pub fn validate(&self) -> core::result::Result<(), MarketsError> {
        non_zero(self.treasury)?;
        non_zero(self.market_admin)?;
        if self.genesis == [0; 32] {
            return Err(MarketsError::ZeroDigest);
        }
        let tiers_fall = self
            .tier_delay_seconds
            .windows(2)
            .all(|pair| matches!(pair, [lower, higher] if lower >= higher));
        let within = self.treasury_bps <= 2_000
            && self.incentive_bps <= 1_500
            && self.orchestrator_bps <= 1_000
            && self.staker_bps <= self.incentive_bps
            && self.burn_bps <= BPS
            && tiers_fall
            && self.tier_delay_seconds.iter().all(|delay| *delay <= 60)
            && (1..=3).contains(&self.attempts_max)
            && self.fee_shards.is_power_of_two()
            && self.fee_shards <= 16
            && self.epoch_seconds > 0
            && (7_200..=2_592_000).contains(&self.close_delay_seconds)
            && (600..=86_400).contains(&self.verdict_window_seconds)
            && (HYPER..=10_000 * HYPER).contains(&self.challenge_bond_min)
            && self.challenge_bond_bps <= 5_000
            && self.verification_fee_bps <= 5_000
            && self.max_royalty_bps <= 5_000
            && (3..=64).contains(&self.panel_target)
            && (4..=64).contains(&self.seed_delay_slots)
            && self.discount_bps == [0; 5];
        if !within {
            return Err(CommonError::ParameterOutOfBounds.into());
        }
        Ok(())
    }
}

/// Checks a replacement of the parameters: its bounds, and that what is fixed stays.
///
/// # Errors
/// Those of [`MarketsParams::validate`]; `ParameterOutOfBounds` for a changed fixed parameter.
pub fn check_params(
    current: &MarketsParams,
    next: &MarketsParams,
) -> core::result::Result<(), MarketsError> {
    next.validate()?;
    let fixed = next.genesis == current.genesis
        && next.fee_shards == current.fee_shards
        && next.epoch_origin_at == current.epoch_origin_at
        && next.epoch_seconds == current.epoch_seconds;
    if !fixed {
        return Err(MarketsError::ParameterOutOfBounds);
    }
    Ok(())
}

program_account! {
    /// Config of markets: `["config"]`.
    pub struct Config, size = 504 {
        /// Who governs, what is paused.
        pub head: ConfigHead,
        /// The parameters.
        pub params: PodMarketsParams,
        /// Zero; for later parameters.
        pub spare: [u8; 128],
    }
}

impl Config {
    /// Refuses a new obligation while entries are paused.
    ///
    /// # Errors
    /// `EntriesPaused`.
    #[inline(always)]
    pub fn check_entries(&self) -> Result<()> {
        self.head.check_entries().map_err(MarketsError::from)?;
        Ok(())
    }

    /// Refuses to end an obligation while exits are paused.
    ///
    /// # Errors
    /// `ExitsPaused`.
    #[inline(always)]
    pub fn check_exits(&self, now: i64) -> Result<()> {
        self.head.check_exits(now).map_err(MarketsError::from)?;
        Ok(())
    }

    /// Whether this key may create and change markets: the admin's or the authority's.
    pub fn may_change_markets(&self, key: &Address) -> bool {
        *key == self.params.market_admin || *key == self.head.authority
    }

    /// Epoch that `now` lies in.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn epoch(&self, now: i64) -> core::result::Result<u32, MarketsError> {
        epoch_at(
            now,
            self.params.epoch_origin_at.get(),
            self.params.epoch_seconds.get(),
        )
    }

    /// Shard a job pays its fees into: the low bits of the last byte of its address.
    pub fn shard_of(&self, job: &Address) -> u8 {
        let [.., last] = *job.as_array();
        last & self.params.fee_shards.saturating_sub(1)
    }

    /// Seconds a reputation tier waits after a job opened; the longest for an unknown tier.
    pub fn tier_delay(&self, tier: u8) -> u32 {
        let [starter, ..] = self.params.tier_delay_seconds;
        let delay = tier
            .checked_sub(1)
            .and_then(|index| self.params.tier_delay_seconds.get(usize::from(index)))
            .unwrap_or(&starter);
        u32::from(delay.get())
    }
}
