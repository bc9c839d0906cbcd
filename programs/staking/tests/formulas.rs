//! The formulas of staking against slow big-integer versions and the golden vectors.

use {
    hypernode_common::staking::StakingParams,
    hypernode_test_kit::{golden_vectors, markets::staking_params, staking::DAY},
    num_bigint::BigUint,
    proptest::prelude::*,
    staking::{
        error::StakingError,
        math::{
            applied_bps, multiplier_of, slash_parts, tier_of, weight_of, with_slash, Slash,
            WeightRecord,
        },
        params::check_params,
    },
};

/// Base units that exist.
const SUPPLY: u64 = 1_000_000_000_000_000;

fn multiplier(lock_days: u16) -> u16 {
    let params = staking_params();
    multiplier_of(lock_days, &params.multiplier_days, &params.multiplier_bps)
}

/// Runs `check` on every row of a group of golden vectors; `row(name)` reads a number.
fn each_row(group: &str, check: impl Fn(&dyn Fn(&str) -> u64, &str)) {
    let vectors = golden_vectors();
    let rows = vectors[group].as_array().expect("a group of rows");
    assert!(!rows.is_empty());
    for row in rows {
        let number = |name: &str| {
            row[name]
                .as_u64()
                .unwrap_or_else(|| panic!("{name} in {row}"))
        };
        let text = row["tier"].as_str().or(row["read"].as_str());
        check(&number, text.unwrap_or_default());
    }
}

#[test]
fn multipliers_and_weights_equal_the_golden_vectors() {
    each_row("multiplier", |row, _| {
        let lock_days = u16::try_from(row("lock_days")).expect("days");
        assert_eq!(u64::from(multiplier(lock_days)), row("bps"));
    });
    each_row("weight", |row, _| {
        let lock_days = u16::try_from(row("lock_days")).expect("days");
        let weight = weight_of(row("amount"), multiplier(lock_days));
        assert_eq!(weight, u128::from(row("weight")));
    });
}

#[test]
fn holder_tiers_equal_the_golden_vectors() {
    const TIERS: [&str; 5] = ["Starter", "Bronze", "Silver", "Gold", "Diamond"];
    each_row("holder_tier", |row, tier| {
        let index = tier_of(row("amount"), &staking_params().holder_thresholds);
        assert_eq!(TIERS[index.expect("everybody is at least Starter")], tier);
    });
    assert_eq!(tier_of(0, &[100, 200]), None);
}

#[test]
fn weights_at_slots_equal_the_golden_vectors() {
    each_row("weight_at_slot", |row, read| {
        let record = WeightRecord {
            weight: 7,
            weight_slot: row("changed_slot"),
            previous_weight: 5,
            previous_slot: row("before_slot"),
        };
        let expected = match read {
            "weight" => Ok(7),
            "previous" => Ok(5),
            _ => Err(StakingError::SnapshotLost),
        };
        assert_eq!(record.at(row("slot")), expected);
    });
}

#[test]
fn slash_caps_equal_the_golden_vectors() {
    each_row("slash_cap", |row, _| {
        let now = 1_800_000_000;
        let days = i64::try_from(row("taken_days_ago")).expect("days");
        let mut ring = [Slash::default(); 8];
        ring[0] = Slash {
            at: now - days * DAY,
            bps: u16::try_from(row("taken_bps")).expect("bps"),
        };
        let bps = |name: &str| u16::try_from(row(name)).expect("bps");
        assert_eq!(
            applied_bps(bps("bps"), bps("cap_bps"), &ring, now),
            bps("applied_bps")
        );
    });
}

#[test]
fn forgets_a_slash_after_exactly_thirty_days() {
    let now = 1_800_000_000;
    let ring = with_slash([Slash::default(); 8], 3_000, now);
    assert_eq!(applied_bps(5_000, 5_000, &ring, now + 30 * DAY - 1), 2_000);
    assert_eq!(applied_bps(5_000, 5_000, &ring, now + 30 * DAY), 5_000);
}

/// What positions looked like at each slot, remembered without limit.
fn slow_weight_at(changes: &[(u64, u128)], slot: u64) -> u128 {
    changes
        .iter()
        .rev()
        .find(|(at, _)| *at < slot)
        .map_or(0, |(_, weight)| *weight)
}

proptest! {
    #[test]
    fn weight_matches_slow_weight(amount in 0..=SUPPLY, bps in 10_000..=40_000u16) {
        let slow = BigUint::from(amount) * bps / 10_000u32;
        prop_assert_eq!(BigUint::from(weight_of(amount, bps)), slow);
    }

    #[test]
    fn multiplier_is_the_last_step_reached(lock_days in 0..=730u16) {
        let params = staking_params();
        let mut slow = 0;
        for (days, bps) in params.multiplier_days.into_iter().zip(params.multiplier_bps) {
            if days <= lock_days {
                slow = bps;
            }
        }
        prop_assert_eq!(multiplier(lock_days), slow);
    }

    #[test]
    fn tier_counts_the_thresholds_reached(amount in 0..=SUPPLY) {
        let thresholds = staking_params().capacity_thresholds;
        let reached = thresholds.iter().filter(|threshold| **threshold <= amount).count();
        prop_assert_eq!(tier_of(amount, &thresholds), reached.checked_sub(1));
    }

    #[test]
    fn slash_matches_slow_slash_and_conserves(
        active in 0..=SUPPLY,
        unbonding in 0..=SUPPLY,
        bps in 1..=10_000u16,
    ) {
        let (from_active, from_unbonding) = slash_parts(active, unbonding, bps).unwrap();
        let slow = (BigUint::from(active) + unbonding) * bps / 10_000u32;
        prop_assert_eq!(BigUint::from(from_active) + from_unbonding, slow);
        prop_assert!(from_active <= active && from_unbonding <= unbonding);
        // The unbonding part is touched only when the active part is gone.
        prop_assert!(from_unbonding == 0 || from_active == active);
    }

    /// At most the latest weight before a slot or a refusal, never a wrong weight.
    #[test]
    fn weight_at_slot_is_right_or_refused(
        steps in prop::collection::vec((0..4u64, 0..5u128), 1..12),
        asked in 1..40u64,
    ) {
        let mut record = WeightRecord::default();
        let mut slot = 1;
        let mut changes = Vec::new();
        for (wait, weight) in steps {
            slot += wait;
            record = record.changed(weight, slot);
            changes.push((slot, weight));
        }
        let slow = slow_weight_at(&changes, asked);
        match record.at(asked) {
            Ok(weight) => prop_assert_eq!(weight, slow),
            Err(error) => {
                prop_assert_eq!(error, StakingError::SnapshotLost);
                prop_assert!(record.previous_slot >= asked);
            }
        }
    }

    /// Whatever is slashed when, no window of 30 days exceeds the cap.
    #[test]
    fn ring_never_lets_a_window_pass_the_cap(
        slashes in prop::collection::vec((0..5 * DAY, 0..=2_000u16), 1..60),
    ) {
        let cap = 5_000u16;
        let mut now = 1_800_000_000i64;
        let mut ring = [Slash::default(); 8];
        let mut applied = Vec::new();
        for (wait, bps) in slashes {
            now += wait;
            let part = applied_bps(bps, cap, &ring, now);
            prop_assert!(part <= bps);
            if part != 0 {
                ring = with_slash(ring, part, now);
                applied.push((now, u32::from(part)));
            }
            let young: u32 = applied
                .iter()
                .filter(|(at, _)| now - at < 30 * DAY)
                .map(|(_, bps)| bps)
                .sum();
            prop_assert!(young <= u32::from(cap));
        }
    }
}

fn refuses(change: impl FnOnce(&mut StakingParams)) -> bool {
    let mut params = staking_params();
    change(&mut params);
    match check_params(&staking_params(), &params) {
        Ok(()) => false,
        Err(error) => {
            assert_eq!(error, StakingError::ParameterOutOfBounds);
            true
        }
    }
}

#[test]
fn bounds_hold_below_at_and_above() {
    const HYPER: u64 = 1_000_000;
    for (value, refused) in [
        (HYPER - 1, true),
        (HYPER, false),
        (10_000 * HYPER, false),
        (10_000 * HYPER + 1, true),
    ] {
        assert_eq!(refuses(|params| params.min_stake = value), refused);
    }
    for (value, refused) in [(6, true), (7, false), (30, false), (31, true)] {
        assert_eq!(refuses(|params| params.min_lock_days = value), refused);
    }
    for (value, refused) in [(364, true), (365, false), (730, false), (731, true)] {
        assert_eq!(refuses(|params| params.max_lock_days = value), refused);
    }
    for (value, refused) in [(13, true), (14, false), (180, false), (181, true)] {
        assert_eq!(refuses(|params| params.bond_lock_days = value), refused);
    }
    for (value, refused) in [
        (604_799, true),
        (604_800, false),
        (2_592_000, false),
        (2_592_001, true),
    ] {
        assert_eq!(refuses(|params| params.unbonding_seconds = value), refused);
    }
    for (value, refused) in [
        (1_000 * HYPER - 1, true),
        (1_000 * HYPER, false),
        (1_000_000 * HYPER, false),
        (1_000_000 * HYPER + 1, true),
    ] {
        assert_eq!(refuses(|params| params.validator_min = value), refused);
    }
    for (value, refused) in [
        (3_599, true),
        (3_600, false),
        (604_800, false),
        (604_801, true),
    ] {
        assert_eq!(
            refuses(|params| params.validator_warmup_seconds = value),
            refused
        );
    }
    for (value, refused) in [(999, true), (1_000, false), (5_000, false), (5_001, true)] {
        assert_eq!(refuses(|params| params.slash_cap_bps = value), refused);
    }
}

#[test]
fn steps_must_rise_from_zero() {
    assert!(refuses(|params| params.multiplier_days[0] = 1));
    assert!(refuses(|params| params.multiplier_days[2] = 30));
    assert!(refuses(|params| params.multiplier_bps[0] = 9_999));
    assert!(refuses(|params| params.multiplier_bps[4] = 40_001));
    assert!(refuses(|params| params.multiplier_bps[1] = 10_000));
    assert!(refuses(|params| params.holder_thresholds[0] = 1));
    assert!(refuses(|params| params.holder_thresholds[1] = 0));
    assert!(refuses(
        |params| params.capacity_thresholds[1] = params.capacity_thresholds[0]
    ));
    assert!(refuses(|params| params.capacity_runs[3] = 10));
    assert!(!refuses(|_| ()));
}

#[test]
fn rejects_slashes_of_nothing_and_more_than_all() {
    for bps in [0, 10_001] {
        assert_eq!(slash_parts(1, 1, bps), Err(StakingError::InvalidSlash));
    }
    assert_eq!(slash_parts(u64::MAX, 1, 1), Err(StakingError::Overflow));
}
