//! The formulas of staking as pure functions.

use {
    crate::{constants::SLASH_WINDOW_SECONDS, error::StakingError},
    hypernode_common::{error::CommonError, math::BPS, staking::weight_at},
};

/// A slash and when it was applied; `at` 0 = unused entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slash {
    /// Unix seconds.
    pub at: i64,
    /// Basis points of the stake.
    pub bps: u16,
}

/// Weight per stake for a lock: the value of the last step whose days the lock reaches.
///
/// `days` rise from 0, so there is always one.
pub fn multiplier_of(lock_days: u16, days: &[u16; 5], bps: &[u16; 5]) -> u16 {
    days.iter()
        .zip(bps)
        .rev()
        .find(|(from, _)| lock_days >= **from)
        .map_or(BPS, |(_, bps)| *bps)
}

/// `floor(amount * multiplier_bps / 10,000)`, in base units of xHYPER.
///
/// `amount * 65,535` stays far below 2^128, so nothing overflows.
pub fn weight_of(amount: u64, multiplier_bps: u16) -> u128 {
    let scaled = (amount as u128).saturating_mul(multiplier_bps as u128);
    scaled.checked_div(BPS as u128).unwrap_or_default()
}

/// What a position remembers of its weight: the present value and the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeightRecord {
    /// Weight since `weight_slot`.
    pub weight: u128,
    /// Slot of the last change.
    pub weight_slot: u64,
    /// Weight before that, since `previous_slot`.
    pub previous_weight: u128,
    /// Slot of the change before.
    pub previous_slot: u64,
}

impl WeightRecord {
    /// The record after the weight became `weight` in `slot`. A second change in one slot only replaces the
    /// weight, so that the value before the slot stays readable.
    pub fn changed(self, weight: u128, slot: u64) -> Self {
        if weight == self.weight {
            return self;
        }
        if slot == self.weight_slot {
            return Self { weight, ..self };
        }
        Self {
            weight,
            weight_slot: slot,
            previous_weight: self.weight,
            previous_slot: self.weight_slot,
        }
    }

    /// Weight as it was before `slot` began.
    ///
    /// # Errors
    /// `SnapshotLost` after two changes in or after `slot`.
    pub fn at(&self, slot: u64) -> Result<u128, StakingError> {
        let present = (self.weight, self.weight_slot);
        let previous = (self.previous_weight, self.previous_slot);
        weight_at(slot, present, previous).ok_or(StakingError::SnapshotLost)
    }
}

/// Index of the highest threshold that `amount` reaches; none below the first.
///
/// Holder tiers (thresholds from 0, so Starter = 0 is always reached) and capacity tiers read the same way.
pub fn tier_of<const N: usize>(amount: u64, thresholds: &[u64; N]) -> Option<usize> {
    thresholds
        .iter()
        .rposition(|threshold| amount >= *threshold)
}

/// Parts of a slash: `floor((active + unbonding) * bps / 10,000)`, taken from the active part first.
///
/// # Errors
/// `InvalidSlash` unless `bps` is 1..10,000; `Overflow` when the sum exceeds u64.
pub fn slash_parts(active: u64, unbonding: u64, bps: u16) -> Result<(u64, u64), StakingError> {
    if bps == 0 || bps > BPS {
        return Err(StakingError::InvalidSlash);
    }
    let sum = active.checked_add(unbonding).ok_or(CommonError::Overflow)?;
    let total = hypernode_common::math::bps_floor(sum, bps)?;
    let from_active = total.min(active);
    // total <= active + unbonding, so the rest fits the unbonding part.
    Ok((from_active, total.saturating_sub(from_active)))
}

fn is_young(slash: &Slash, now: i64) -> bool {
    slash.at != 0 && now.saturating_sub(slash.at) < SLASH_WINDOW_SECONDS
}

/// What is left of a slash of `bps` under the cap of a rolling 30 days: `min(bps, cap - younger slashes)`.
pub fn applied_bps(bps: u16, cap_bps: u16, slashes: &[Slash; 8], now: i64) -> u16 {
    let taken = slashes
        .iter()
        .filter(|slash| is_young(slash, now))
        .fold(0u16, |sum, slash| sum.saturating_add(slash.bps));
    bps.min(cap_bps.saturating_sub(taken))
}

/// The ring with one more slash: in an entry that no longer counts, or else in the room that merging the two
/// oldest entries makes. The merged entry keeps the sum and the later time, so small slashes buy no immunity.
pub fn with_slash(mut slashes: [Slash; 8], bps: u16, now: i64) -> [Slash; 8] {
    let entry = Slash { at: now, bps };
    if let Some(free) = slashes.iter_mut().find(|slash| !is_young(slash, now)) {
        *free = entry;
        return slashes;
    }
    slashes.sort_unstable_by_key(|slash| slash.at);
    let [oldest, second, ..] = &mut slashes;
    second.bps = second.bps.saturating_add(oldest.bps);
    *oldest = entry;
    slashes
}
