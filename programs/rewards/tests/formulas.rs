//! The formulas of rewards against slow big-integer versions and the golden vectors.

use {
    hypernode_test_kit::golden_vectors,
    num_bigint::BigUint,
    proptest::prelude::*,
    rewards::{
        error::RewardsError,
        math::{earned_floor, period_at, split_unlock, Accumulator, Stream},
    },
};

/// Base units that exist.
const SUPPLY: u64 = 1_000_000_000_000_000;

const EMPTY: Accumulator = Accumulator {
    acc: 0,
    remainder: 0,
    unallocated: 0,
    allocated: 0,
};

const DRY: Stream = Stream {
    left: 0,
    last_at: 0,
    end_at: 0,
};

fn numbers(value: &serde_json::Value) -> Vec<u64> {
    let numbers = value.as_array().expect("an array").iter();
    numbers
        .map(|number| number.as_u64().expect("a number"))
        .collect()
}

#[test]
fn accumulator_equals_the_golden_vectors() {
    for row in golden_vectors()["accumulator"].as_array().expect("rows") {
        let weights = numbers(&row["weights"]);
        let total: u64 = weights.iter().sum();
        let mut accumulator = EMPTY;
        let mut seen = Vec::new();
        for (index, deposit) in numbers(&row["deposits"]).into_iter().enumerate() {
            accumulator.deposit(deposit, total.into(), 1).unwrap();
            let pending = weights
                .iter()
                .map(|weight| earned_floor((*weight).into(), accumulator.acc, 0).unwrap());
            seen.push(pending.collect::<Vec<_>>());
            if index == 0 {
                assert_eq!(
                    accumulator.remainder,
                    row["remainder_after_first"]
                        .as_u64()
                        .expect("a number")
                        .into()
                );
            }
        }
        let expected = row["pending_after"].as_array().expect("rows");
        assert_eq!(seen, expected.iter().map(numbers).collect::<Vec<_>>());
    }
    for row in golden_vectors()["accumulator_share"]
        .as_array()
        .expect("rows")
    {
        let number = |name: &str| row[name].as_u64().expect("a number");
        let mut accumulator = EMPTY;
        accumulator
            .deposit(number("deposit"), number("total_weight").into(), 1)
            .unwrap();
        let earned = earned_floor(number("weight").into(), accumulator.acc, 0);
        assert_eq!(earned, Ok(number("earned")));
        assert_eq!(
            earned_floor(number("weight").into(), accumulator.acc, accumulator.acc),
            Ok(0)
        );
    }
}

#[test]
fn stream_equals_the_golden_vectors() {
    for row in golden_vectors()["stream"].as_array().expect("rows") {
        let number = |name: &str| row[name].as_u64().expect("a number");
        let mut stream = DRY;
        let seconds = u32::try_from(number("seconds")).expect("seconds");
        stream.add(number("amount"), seconds, 0).unwrap();
        let released: Vec<_> = numbers(&row["touched_at"])
            .into_iter()
            .map(|at| stream.release(i64::try_from(at).expect("a time")).unwrap())
            .collect();
        assert_eq!(released, numbers(&row["released"]));
    }
}

#[test]
fn unlocks_equal_the_golden_vectors() {
    for row in golden_vectors()["unlock"].as_array().expect("rows") {
        let number = |name: &str| row[name].as_u64().expect("a number");
        let split = split_unlock(number("amount"), 3_000, 2_000).unwrap();
        assert_eq!(split.rewards, number("rewards"));
        assert_eq!(split.burned, number("burned"));
        assert_eq!(split.operations, number("operations"));
    }
}

/// A history of deposits, weight changes and settlings of a few stakers, counted in exact fractions.
#[derive(Clone, Debug)]
enum Step {
    Deposit(u64),
    Reweigh(usize, u64),
    Settle(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (1..=SUPPLY / 1_000).prop_map(Step::Deposit),
        (0..6usize, 0..=4_000_000_000_000u64).prop_map(|(who, weight)| Step::Reweigh(who, weight)),
        (0..6usize).prop_map(Step::Settle),
    ];
    prop::collection::vec(step, 1..80)
}

proptest! {
    /// The law of the accumulator: claims never exceed deposits, and each settling loses less than one base unit.
    #[test]
    fn claims_stay_below_deposits_and_lose_less_than_one_unit_a_settling(steps in steps()) {
        let min_total_weight = 1_000_000;
        let mut accumulator = EMPTY;
        let mut weights = [0u128; 6];
        let mut paid = [0u128; 6];
        let mut pending = [0u64; 6];
        let mut settlings = 0u64;
        let mut deposits = 0u64;
        let mut settle = |who: usize, acc: u128, weights: &[u128; 6], pending: &mut [u64; 6]| {
            pending[who] += earned_floor(weights[who], acc, paid[who]).unwrap();
            paid[who] = acc;
            settlings += 1;
        };
        for step in steps {
            match step {
                Step::Deposit(amount) => {
                    deposits += amount;
                    let total = weights.iter().sum();
                    accumulator.deposit(amount, total, min_total_weight).unwrap();
                }
                Step::Reweigh(who, weight) => {
                    settle(who, accumulator.acc, &weights, &mut pending);
                    weights[who] = weight.into();
                }
                Step::Settle(who) => settle(who, accumulator.acc, &weights, &mut pending),
            }
        }
        for who in 0..6 {
            settle(who, accumulator.acc, &weights, &mut pending);
        }
        let claims: u64 = pending.iter().sum();
        prop_assert_eq!(accumulator.allocated + accumulator.unallocated, deposits);
        prop_assert!(claims <= accumulator.allocated);
        // What the last division left over is below one unit, the floors lose below one each.
        prop_assert!(accumulator.allocated - claims <= settlings + 1);
    }

    #[test]
    fn deposit_matches_slow_division(
        amount in 1..=SUPPLY,
        waiting in 0..=SUPPLY,
        remainder in 0..=4 * u128::from(SUPPLY),
        total in 1_000_000..=4 * u128::from(SUPPLY),
    ) {
        let mut accumulator = Accumulator { acc: 0, remainder, unallocated: waiting, allocated: 0 };
        accumulator.deposit(amount, total, 1_000_000).unwrap();
        let shared = ((BigUint::from(amount) + waiting) << 64u32) + remainder;
        prop_assert_eq!(BigUint::from(accumulator.acc), &shared / total);
        prop_assert_eq!(BigUint::from(accumulator.remainder), &shared % total);
        prop_assert_eq!(accumulator.allocated, amount + waiting);
        prop_assert_eq!(accumulator.unallocated, 0);
    }

    #[test]
    fn deposit_waits_below_the_smallest_weight(amount in 0..=SUPPLY, total in 0..1_000_000u128) {
        let mut accumulator = EMPTY;
        accumulator.deposit(amount, total, 1_000_000).unwrap();
        prop_assert_eq!(accumulator, Accumulator { unallocated: amount, ..EMPTY });
    }

    #[test]
    fn earned_matches_slow_product(
        weight in 0..=4 * u128::from(SUPPLY),
        growth in 0..=u128::from(u64::MAX),
        paid in 0..=u128::from(u64::MAX),
    ) {
        let slow = (BigUint::from(weight) * growth) >> 64u32;
        let earned = earned_floor(weight, paid + growth, paid).unwrap();
        prop_assert_eq!(BigUint::from(earned), slow);
    }

    /// However often it is touched, a stream releases exactly what went in, never early.
    #[test]
    fn stream_releases_everything_in_time(
        amount in 1..=SUPPLY,
        seconds in 604_800..=7_776_000u32,
        touches in prop::collection::vec(0..400_000i64, 0..40),
    ) {
        let mut stream = DRY;
        stream.add(amount, seconds, 1_000).unwrap();
        let mut now = 1_000;
        let mut released = 0u64;
        for wait in touches {
            now += wait;
            released += stream.release(now).unwrap();
            let passed = u64::try_from(now - 1_000).unwrap().min(seconds.into());
            let fair = BigUint::from(amount) * passed / seconds;
            prop_assert!(BigUint::from(released) <= fair);
            prop_assert_eq!(released + stream.left, amount);
        }
        released += stream.release(1_000 + i64::from(seconds)).unwrap();
        prop_assert_eq!(released, amount);
    }

    /// Correction 8: the end moves to the weighted mean and never closer while the lump brings the longer time.
    #[test]
    fn lump_moves_the_end_by_its_share(
        left in 1..=SUPPLY / 2,
        amount in 1..=SUPPLY / 2,
        time_left in 1..=604_800i64,
        seconds in 604_800..=7_776_000u32,
    ) {
        let mut stream = Stream { left, last_at: 0, end_at: time_left };
        stream.add(amount, seconds, 0).unwrap();
        let weighted = BigUint::from(left) * u64::try_from(time_left).unwrap()
            + BigUint::from(amount) * seconds;
        let mean = weighted / (BigUint::from(left) + amount);
        prop_assert_eq!(BigUint::from(u64::try_from(stream.end_at).unwrap()), mean);
        prop_assert!(stream.end_at >= time_left);
        prop_assert_eq!(stream.left, left + amount);
    }

    #[test]
    fn unlock_split_conserves(
        amount in 0..=SUPPLY,
        rewards_bps in 1_000..=6_000u16,
        burn_bps in 1_000..=4_000u16,
    ) {
        let split = split_unlock(amount, rewards_bps, burn_bps).unwrap();
        let part = |bps: u16| BigUint::from(amount) * bps / 10_000u32;
        prop_assert_eq!(BigUint::from(split.rewards), part(rewards_bps));
        prop_assert_eq!(BigUint::from(split.burned), part(burn_bps));
        prop_assert_eq!(split.rewards + split.burned + split.operations, amount);
    }
}

#[test]
fn dust_leaves_stream_end() {
    let mut stream = DRY;
    stream.add(SUPPLY / 100, 2_592_000, 0).unwrap();
    stream.release(1_000_000).unwrap();
    let end = stream.end_at;
    for _ in 0..1_000 {
        stream.add(1, 2_592_000, 1_000_000).unwrap();
    }
    assert_eq!(stream.end_at, end);
}

#[test]
fn rejects_an_empty_lump_and_growth_that_shrank() {
    assert_eq!({ DRY }.add(0, 604_800, 0), Err(RewardsError::ZeroAmount));
    assert_eq!(earned_floor(1, 0, 1), Err(RewardsError::Overflow));
    assert_eq!(earned_floor(u128::MAX, 2, 0), Err(RewardsError::Overflow));
}

#[test]
fn counts_periods_from_their_origin() {
    assert_eq!(period_at(99, 100, 10), None);
    assert_eq!(period_at(100, 100, 10), Some(1));
    assert_eq!(period_at(109, 100, 10), Some(1));
    assert_eq!(period_at(110, 100, 10), Some(2));
}
