//! The parameters of slashing and their bounds.

use {
    crate::{
        constants::HYPER,
        error::SlashingError,
        state::{Moment, Reason},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        config::{non_zero, ConfigHead},
        draw,
        math::BPS,
    },
};

hypernode_common::pod_pair! {
    /// Parameters of slashing.
    pub struct SlashingParams, PodSlashingParams, size = 71 {
        /// Token account of the treasury.
        treasury: Address => Address,
        /// Part of the stake that each reason costs, in the order of `Reason`, 0..5,000.
        reason_bps: [u16; 4] => [PodU16; 4],
        /// Bond behind a report, and behind an appeal against a report without one, 10..10,000 HYPER.
        report_bond: u64 => PodU64,
        /// Part of a slash that is burned, at least 3,000; takes the dust.
        burn_bps: u16 => PodU16,
        /// Part of a slash for the treasury.
        treasury_bps: u16 => PodU16,
        /// Part of a slash for the reporter and the voters, at most 2,000; the three parts sum to 10,000.
        reporter_bps: u16 => PodU16,
        /// Time the panel votes, 86,400..1,209,600.
        vote_window_seconds: u32 => PodU32,
        /// Time to appeal, 86,400..604,800: no longer than the shortest unbonding that staking allows.
        appeal_window_seconds: u32 => PodU32,
        /// Time all validators vote on an appeal, 86,400..1,209,600.
        appeal_vote_window_seconds: u32 => PodU32,
        /// Votes that decide the first round, 3..9.
        confirm_votes: u8 => u8,
        /// Votes that decide an appeal, 5..15.
        appeal_votes: u8 => u8,
        /// Size a panel is drawn to, 3..64.
        panel_target: u16 => PodU16,
        /// Slots from the opening to the draw, 4..64.
        seed_delay_slots: u8 => u8,
    }
}

hypernode_common::program_account! {
    /// Config of slashing: `["config"]`.
    pub struct Config, size = 410 {
        /// Who governs, what is paused.
        pub head: ConfigHead,
        /// The parameters.
        pub params: PodSlashingParams,
        /// Zero; for later parameters.
        pub spare: [u8; 128],
    }
}

type Check<T = ()> = core::result::Result<T, SlashingError>;

/// Refuses a parameter block that is out of bounds. Nothing in it is fixed, so the present block does not matter.
///
/// # Errors
/// `ZeroAddress`, `ParameterOutOfBounds`.
pub fn check_params(_current: &SlashingParams, next: &SlashingParams) -> Check {
    const WINDOW: core::ops::RangeInclusive<u32> = 86_400..=1_209_600;
    non_zero(next.treasury)?;
    let parts = [next.burn_bps, next.treasury_bps, next.reporter_bps];
    let sum: u32 = parts.iter().map(|part| u32::from(*part)).sum();
    let holds = next.reason_bps.iter().all(|bps| *bps <= 5_000)
        && (10 * HYPER..=10_000 * HYPER).contains(&next.report_bond)
        && sum == u32::from(BPS)
        && next.burn_bps >= 3_000
        && next.reporter_bps <= 2_000
        && WINDOW.contains(&next.vote_window_seconds)
        && (86_400..=604_800).contains(&next.appeal_window_seconds)
        && WINDOW.contains(&next.appeal_vote_window_seconds)
        && (3..=9).contains(&next.confirm_votes)
        && (5..=15).contains(&next.appeal_votes)
        && (3..=64).contains(&next.panel_target)
        && (4..=64).contains(&next.seed_delay_slots);
    if !holds {
        return Err(SlashingError::ParameterOutOfBounds);
    }
    Ok(())
}

impl Config {
    /// Refuses a new report while entries are paused.
    ///
    /// # Errors
    /// `EntriesPaused`.
    pub fn check_entries(&self) -> Check {
        Ok(self.head.check_entries()?)
    }

    /// Refuses to slash or to pay a vote while exits are paused.
    ///
    /// # Errors
    /// `ExitsPaused`.
    pub fn check_exits(&self, now: i64) -> Check {
        Ok(self.head.check_exits(now)?)
    }

    /// Basis points a reason costs.
    pub fn bps_of(&self, reason: Reason) -> u16 {
        let index = usize::from(reason as u8).saturating_sub(1);
        self.params.reason_bps.get(index).map_or(0, |bps| bps.get())
    }

    /// Slot a draw armed now aims at.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn target_slot(&self, now: Moment) -> Check<u64> {
        Ok(draw::target_slot(now.slot, self.params.seed_delay_slots)?)
    }
}
