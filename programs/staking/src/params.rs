//! Bounds of the parameters.

use {
    crate::{constants::HYPER, error::StakingError},
    core::ops::RangeInclusive,
    hypernode_common::staking::StakingParams,
};

const MIN_STAKE: RangeInclusive<u64> = HYPER..=10_000 * HYPER;
const MIN_LOCK_DAYS: RangeInclusive<u16> = 7..=30;
const MAX_LOCK_DAYS: RangeInclusive<u16> = 365..=730;
const BOND_LOCK_DAYS: RangeInclusive<u16> = 14..=180;
/// At least the longest appeal window, so that nobody leaves before a verdict.
const UNBONDING_SECONDS: RangeInclusive<u32> = 604_800..=2_592_000;
const MULTIPLIER_BPS: RangeInclusive<u16> = 10_000..=40_000;
const VALIDATOR_MIN: RangeInclusive<u64> = 1_000 * HYPER..=1_000_000 * HYPER;
const VALIDATOR_WARMUP_SECONDS: RangeInclusive<u32> = 3_600..=604_800;
const SLASH_CAP_BPS: RangeInclusive<u16> = 1_000..=5_000;

/// Refuses a parameter block that is out of bounds. Nothing in it is fixed, so the present block does not matter.
///
/// # Errors
/// `ParameterOutOfBounds`.
pub fn check_params(_current: &StakingParams, next: &StakingParams) -> Result<(), StakingError> {
    let holds = MIN_STAKE.contains(&next.min_stake)
        && MIN_LOCK_DAYS.contains(&next.min_lock_days)
        && MAX_LOCK_DAYS.contains(&next.max_lock_days)
        && BOND_LOCK_DAYS.contains(&next.bond_lock_days)
        && UNBONDING_SECONDS.contains(&next.unbonding_seconds)
        && starts_at_zero_and_rises(&next.multiplier_days)
        && rises(&next.multiplier_bps)
        && next
            .multiplier_bps
            .iter()
            .all(|bps| MULTIPLIER_BPS.contains(bps))
        && starts_at_zero_and_rises(&next.holder_thresholds)
        && rises(&next.capacity_thresholds)
        && rises(&next.capacity_runs)
        && VALIDATOR_MIN.contains(&next.validator_min)
        && VALIDATOR_WARMUP_SECONDS.contains(&next.validator_warmup_seconds)
        && SLASH_CAP_BPS.contains(&next.slash_cap_bps);
    if !holds {
        return Err(StakingError::ParameterOutOfBounds);
    }
    Ok(())
}

fn rises<T: PartialOrd>(values: &[T]) -> bool {
    values.is_sorted_by(|a, b| a < b)
}

fn starts_at_zero_and_rises<T: PartialOrd + Default>(values: &[T]) -> bool {
    values.first().is_some_and(|first| *first == T::default()) && rises(values)
}
