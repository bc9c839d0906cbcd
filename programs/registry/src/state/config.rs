//! The registry's parameters and their bounds.

use {
    crate::{error::RegistryError, math::TierRules},
    anchor_lang::prelude::*,
    hypernode_common::config::{non_zero, ConfigHead},
};

hypernode_common::pod_pair! {
    /// Parameters of the registry.
    pub struct RegistryParams, PodRegistryParams, size = 90 {
        /// Shortest time between two heartbeats, 10..300.
        heartbeat_floor_seconds: u32 => PodU32,
        /// Age of the last heartbeat above which a node is offline, 120..3,600; a third of it is the expected period.
        offline_after_seconds: u32 => PodU32,
        /// Age of the last heartbeat above which anyone may report it, 86,400..1,209,600.
        slashable_after_seconds: u32 => PodU32,
        /// Shortest time between two health checks, 60..3,600.
        health_interval_seconds: u32 => PodU32,
        /// Penalty of one failed health check, 0..50.
        health_step: u16 => PodU16,
        /// Highest penalty, 0..200.
        health_cap: u16 => PodU16,
        /// From proposal to effect of a payout, 3,600..604,800.
        payout_delay_seconds: u32 => PodU32,
        /// From the last run to closing, 604,800..2,592,000.
        node_close_delay_seconds: u32 => PodU32,
        /// Rest of a released fingerprint before another node may bind it, 0..7,776,000.
        fingerprint_rest_seconds: u32 => PodU32,
        /// Ended runs that Gold needs, 0..1,000.
        min_runs_gold: u16 => PodU16,
        /// Highest score of Starter, Bronze, Silver, Gold; rising, below 1,000.
        tier_cuts: [u16; 4] => [PodU16; 4],
        /// Smallest fee that counts, 1,000..10^9.
        min_counted_fee: u64 => PodU64,
        /// Price of a name for a year, 1..10,000 HYPER.
        name_fee: u64 => PodU64,
        /// Token account of the treasury.
        treasury: Address => Address,
    }
}

hypernode_common::program_account! {
    /// The registry's Config: `["config"]`.
    pub struct Config, size = 429 {
        /// Who governs, what is paused.
        pub head: ConfigHead,
        /// The parameters.
        pub params: PodRegistryParams,
        /// Zero; for later parameters.
        pub spare: [u8; 128],
    }
}

const HYPER: u64 = 1_000_000;

impl RegistryParams {
    /// Whether every parameter is within its bounds.
    ///
    /// # Errors
    /// `ParameterOutOfBounds`, `ZeroAddress`.
    pub fn check(&self) -> core::result::Result<(), RegistryError> {
        let cuts = &self.tier_cuts;
        let within = (10..=300).contains(&self.heartbeat_floor_seconds)
            && (120..=3_600).contains(&self.offline_after_seconds)
            && (86_400..=1_209_600).contains(&self.slashable_after_seconds)
            && (60..=3_600).contains(&self.health_interval_seconds)
            && self.health_step <= 50
            && self.health_cap <= 200
            && (3_600..=604_800).contains(&self.payout_delay_seconds)
            && (604_800..=2_592_000).contains(&self.node_close_delay_seconds)
            && self.fingerprint_rest_seconds <= 7_776_000
            && self.min_runs_gold <= 1_000
            && cuts.windows(2).all(|pair| pair[0] < pair[1])
            && cuts[3] < 1_000
            && (1_000..=1_000_000_000).contains(&self.min_counted_fee)
            && (HYPER..=10_000 * HYPER).contains(&self.name_fee);
        if !within {
            return Err(RegistryError::ParameterOutOfBounds);
        }
        non_zero(self.treasury)?;
        Ok(())
    }

    /// What tiers are decided by.
    pub fn tier_rules(&self) -> TierRules {
        TierRules {
            cuts: self.tier_cuts,
            min_runs_gold: self.min_runs_gold,
            min_counted_fee: self.min_counted_fee,
        }
    }
}
