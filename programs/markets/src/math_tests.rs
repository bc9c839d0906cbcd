//! Each formula against a slow version over big integers, and the law it keeps.

use {
    crate::{
        constants::{MAX_CAP, SEATS},
        error::MarketsError,
        math::*,
    },
    num_bigint::BigUint,
    proptest::prelude::*,
};

/// `floor(a * b / c)` over big integers.
fn slow_floor(a: u64, b: u64, c: u64) -> u64 {
    let quotient = BigUint::from(a) * BigUint::from(b) / BigUint::from(c);
    u64::try_from(quotient).expect("the result fits")
}

fn split_terms() -> impl Strategy<Value = SplitTerms> {
    (
        0u16..=2_000,
        0u16..=1_500,
        0u16..=1_000,
        0u16..=5_000,
        0u16..=5_000,
        any::<bool>(),
    )
        .prop_flat_map(
            |(treasury, incentive, orchestrator, royalty, credit, named)| {
                (0..=incentive).prop_map(move |staker| SplitTerms {
                    treasury_bps: treasury,
                    incentive_bps: incentive,
                    orchestrator_bps: orchestrator,
                    staker_bps: staker,
                    royalty_bps: royalty,
                    credit_bps: credit,
                    has_orchestrator: named,
                })
            },
        )
}

fn slow_split(price: u64, terms: &SplitTerms) -> Split {
    let part = |of: u64, bps: u16| slow_floor(of, u64::from(bps), 10_000);
    let mut treasury = part(price, terms.treasury_bps);
    let incentive = part(price, terms.incentive_bps);
    let matching = part(price, terms.orchestrator_bps);
    let gross = price - treasury - incentive - matching;
    let orchestrator = if terms.has_orchestrator {
        matching
    } else {
        treasury += matching;
        0
    };
    let royalty = part(gross, terms.royalty_bps);
    let credit = part(gross, terms.credit_bps);
    Split {
        operator: gross - royalty - credit,
        royalty,
        credit,
        treasury,
        incentive,
        staker: part(price, terms.staker_bps),
        orchestrator,
    }
}

proptest! {
    #[test]
    fn split_matches_slow_split_and_conserves(price in 0..=MAX_CAP, terms in split_terms()) {
        let split = split_floor(price, &terms).expect("bounded terms");
        prop_assert_eq!(split, slow_split(price, &terms));
        let sum = split.operator
            + split.royalty
            + split.credit
            + split.treasury
            + split.incentive
            + split.orchestrator;
        prop_assert_eq!(sum, price);
        prop_assert!(split.staker <= split.incentive);
    }

    #[test]
    fn price_matches_slow_price_and_never_exceeds_the_cap(
        price_per_second in 1u64..=MAX_CAP,
        max_run in 1u32..=2_592_000,
        metered in 1u32..=u32::MAX,
        failed in any::<bool>(),
        failed_pay_bps in 5_000u16..=10_000,
    ) {
        let Ok(cap) = cap(price_per_second, max_run) else {
            let product = BigUint::from(price_per_second) * BigUint::from(max_run);
            prop_assert!(product > BigUint::from(MAX_CAP));
            return Ok(());
        };
        let terms = PriceTerms { price_per_second, metered_seconds: metered, cap, failed, failed_pay_bps };
        let full = (BigUint::from(price_per_second) * BigUint::from(metered)).min(BigUint::from(cap));
        let full = u64::try_from(full).expect("at most the cap");
        let expected = if failed { slow_floor(full, u64::from(failed_pay_bps), 10_000) } else { full };
        prop_assert_eq!(price(&terms).expect("bounded terms"), expected);
        prop_assert!(expected <= cap);
    }

    #[test]
    fn bond_of_a_challenge_is_the_larger(cap in 0..=MAX_CAP, bps in 0u16..=5_000, minimum in 0..=MAX_CAP) {
        let expected = slow_floor(cap, u64::from(bps), 10_000).max(minimum);
        prop_assert_eq!(challenge_bond_floor(cap, bps, minimum).expect("bounded"), expected);
    }

    #[test]
    fn bond_split_conserves_and_pays_voters_a_tenth_at_most(bond in 0..=MAX_CAP, majority in 1u8..=3) {
        let split = bond_split_floor(bond, majority).expect("a majority");
        let voters = split.voter * u64::from(majority);
        prop_assert_eq!(voters + split.rest, bond);
        prop_assert_eq!(split.voter, slow_floor(bond, 1_000, 10_000) / u64::from(majority));
        prop_assert!(voters <= bond / 10);
    }

    #[test]
    fn fee_split_leaves_less_than_a_unit_each(fee in 0..=MAX_CAP, majority in 1u8..=3) {
        let split = fee_split_floor(fee, majority).expect("a majority");
        let paid = split.voter * u64::from(majority);
        prop_assert_eq!(split.voter, slow_floor(fee, 1, u64::from(majority)));
        prop_assert!(paid <= fee && fee - paid < u64::from(majority));
        prop_assert_eq!(split.rest, 0);
    }

    #[test]
    fn treasury_split_conserves(due in any::<u64>(), burn_bps in 0u16..=10_000) {
        let split = treasury_split_floor(due, burn_bps).expect("a part of the whole");
        prop_assert_eq!(split.burned, slow_floor(due, u64::from(burn_bps), 10_000));
        prop_assert_eq!(split.burned + split.kept, due);
    }

    #[test]
    fn price_after_royalty_matches_slow(price in any::<u64>(), royalty in 0u16..=10_000) {
        let expected = slow_floor(price, u64::from(10_000 - royalty), 10_000);
        prop_assert_eq!(price_after_royalty_floor(price, royalty).expect("a part"), expected);
    }

    #[test]
    fn metered_seconds_stay_inside_the_run(reported in any::<u32>(), run in -10i64..10_000_000_000) {
        let billed = clamp_metered(reported, run);
        prop_assert!(billed >= 1);
        prop_assert!(i64::from(billed) <= run.max(1));
        if i64::from(reported) <= run && reported >= 1 {
            prop_assert_eq!(billed, reported);
        }
    }

    #[test]
    fn epochs_have_their_length(origin in 0i64..2_000_000_000, length in 1u32..10_000_000, elapsed in 0i64..1_000_000_000) {
        let epoch = epoch_at(origin + elapsed, origin, length).expect("fits");
        let start = i64::from(epoch - 1) * i64::from(length);
        prop_assert!(start <= elapsed && elapsed < start + i64::from(length));
        prop_assert_eq!(epoch_at(origin - elapsed, origin, length).expect("fits"), 1);
    }

    #[test]
    fn hours_match_a_walk_by_seconds(hours in any::<[u8; 21]>(), start in 0i64..4_000_000_000, seconds in 1u32..800_000) {
        // Every minute and the last second of the run; an hour is longer than a minute.
        let last = start + i64::from(seconds) - 1;
        let open = (start..=last).step_by(60).chain([last]).all(|at| {
            let days = at / 86_400;
            let weekday = (days + 3) % 7; // Unix day 0 is a Thursday; Monday is 0.
            let bit = usize::try_from(weekday * 24 + at % 86_400 / 3_600).expect("below 168");
            hours[bit / 8] >> (bit % 8) & 1 == 1
        });
        prop_assert_eq!(open_throughout(&hours, start, seconds), open);
    }

    #[test]
    fn seats_end_with_the_lowest_tickets(tickets in proptest::collection::hash_set(any::<u64>(), 1..12)) {
        let tickets: Vec<u64> = tickets.into_iter().collect();
        let mut seats = [None; SEATS];
        for ticket in &tickets {
            if let Some(seat) = seat_for(*ticket, &seats) {
                seats[seat] = Some(*ticket);
            }
        }
        let mut seated: Vec<u64> = seats.into_iter().flatten().collect();
        seated.sort_unstable();
        let mut lowest = tickets;
        lowest.sort_unstable();
        lowest.truncate(SEATS);
        prop_assert_eq!(seated, lowest);
    }

    #[test]
    fn response_time_never_runs_backwards(from in any::<u64>(), to in any::<u64>()) {
        let expected = u128::from(to.saturating_sub(from)) * 400;
        let expected = u32::try_from(expected).unwrap_or(u32::MAX);
        prop_assert_eq!(response_milliseconds(from, to), expected);
    }
}

#[test]
fn refuses_what_does_not_fit() {
    assert_eq!(cap(MAX_CAP, 1), Ok(MAX_CAP));
    assert_eq!(cap(MAX_CAP, 2), Err(MarketsError::CapTooLarge));
    assert_eq!(cap(u64::MAX, u32::MAX), Err(MarketsError::CapTooLarge));
    assert_eq!(bond_split_floor(1, 0), Err(MarketsError::DivisionByZero));
    assert_eq!(fee_split_floor(1, 0), Err(MarketsError::DivisionByZero));
    assert_eq!(epoch_at(1, 0, 0), Err(MarketsError::DivisionByZero));
    assert_eq!(epoch_at(i64::MAX, i64::MIN, 1), Err(MarketsError::Overflow));
    assert_eq!(after(i64::MAX, 1), Err(MarketsError::Overflow));
    assert_eq!(
        price_after_royalty_floor(1, 10_001),
        Err(MarketsError::InvalidTerms)
    );
}

#[test]
fn week_starts_on_monday() {
    assert_eq!(hour_of_week(0), 72);
    assert_eq!(hour_of_week(1_767_225_600), 72);
    assert_eq!(hour_of_week(4 * 86_400), 0);
    assert_eq!(hour_of_week(4 * 86_400 - 1), 167);
}
