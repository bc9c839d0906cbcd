//! Each formula against a slow, independent version in big integers, with the law it keeps.

use {
    anchor_lang::{bytemuck::Zeroable, prelude::Address},
    hypernode_common::registry::{Node, Outcome, Reputation, Tier},
    num_bigint::BigInt,
    proptest::prelude::*,
    registry::{
        error::RegistryError,
        math::{
            average_response, health_penalty, hour_of_week, name_expiry, name_price, offered_gpus,
            response_score, score, split_at_midnight, tier, uptime_score, Record, TierRules,
        },
        state::{EndedRun, NameText, NodeTransitions, ReputationTransitions},
    },
    std::collections::BTreeMap,
};

const DAY: i64 = 86_400;

/// Counts of runs: far beyond what a chain could hold, far below the width of the counters.
fn count() -> impl Strategy<Value = u64> {
    prop_oneof![0..=20u64, 0..=1_000_000u64, 0..(1u64 << 56)]
}

fn record() -> impl Strategy<Value = Record> {
    (
        (count(), count(), count(), count(), count()),
        0..=1_000u16,
        0..=1_000u16,
        0..=200u16,
    )
        .prop_map(|(counts, uptime, response, health_penalty)| Record {
            completed: counts.0,
            failed: counts.1,
            timed_out: counts.2,
            declined: counts.3,
            invalid: counts.4,
            uptime,
            response,
            health_penalty,
        })
}

fn slow_score(record: &Record) -> BigInt {
    let big = |value: u64| BigInt::from(value);
    let ended = big(record.completed)
        + record.failed
        + record.timed_out
        + record.declined
        + big(5) * record.invalid;
    let completion = if ended == big(0) {
        big(500)
    } else {
        big(1_000) * record.completed / ended
    };
    let quality: BigInt =
        (big(600) * completion + big(300) * record.uptime + big(100) * record.response)
            / big(1_000);
    let net = (quality - record.health_penalty).max(big(0));
    net.min(big(125) * record.completed)
}

fn slow_tier(score: u16, ended: u64, fees: u64, rules: &TierRules) -> Tier {
    let [starter, bronze, silver, gold] = rules.cuts;
    let needed = BigInt::from(rules.min_runs_gold) * 100 * rules.min_counted_fee;
    let proven = ended >= u64::from(rules.min_runs_gold) && BigInt::from(fees) >= needed;
    if score <= starter {
        Tier::Starter
    } else if score <= bronze {
        Tier::Bronze
    } else if score <= silver || !proven {
        Tier::Silver
    } else if score <= gold {
        Tier::Gold
    } else {
        Tier::Diamond
    }
}

/// Seconds of each day of an interval, second by second.
fn slow_days(from: i64, to: i64) -> BTreeMap<i64, u32> {
    let mut days = BTreeMap::new();
    for second in from..to {
        *days.entry(second / DAY).or_default() += 1;
    }
    days
}

proptest! {
    #[test]
    fn score_matches_big_integers_and_stays_in_range(record in record()) {
        let computed = score(&record);
        prop_assert_eq!(BigInt::from(computed), slow_score(&record));
        prop_assert!(computed <= 1_000);
        prop_assert!(u64::from(computed) <= record.completed.saturating_mul(125));
    }

    #[test]
    fn a_completed_run_never_lowers_and_a_failed_one_never_raises_the_score(record in record()) {
        let with_success = Record { completed: record.completed + 1, ..record };
        let with_failure = Record { failed: record.failed + 1, ..record };
        let with_invalid = Record { invalid: record.invalid + 1, ..record };
        // The first run that ended replaces the neutral 500, which a lone failure can only lower.
        prop_assert!(score(&with_success) >= score(&record));
        prop_assert!(score(&with_failure) <= score(&record));
        prop_assert!(score(&with_invalid) <= score(&with_failure));
    }

    #[test]
    fn tier_matches_its_table(
        score in 0..=1_000u16,
        ended in count(),
        fees in prop_oneof![count(), any::<u64>()],
        min_runs_gold in 0..=1_000u16,
        min_counted_fee in 1_000..=1_000_000_000u64,
        mut cuts in prop::collection::btree_set(1..1_000u16, 4),
    ) {
        let mut next = || cuts.pop_first().expect("four cuts");
        let rules = TierRules { cuts: [next(), next(), next(), next()], min_runs_gold, min_counted_fee };
        prop_assert_eq!(tier(score, ended, fees, &rules), slow_tier(score, ended, fees, &rules));
    }

    #[test]
    fn uptime_matches_big_integers(uptime in 0..=2_592_000u32, first in 0..2_000_000_000i64, age in 0..4_000_000i64) {
        let expected = if age < DAY {
            BigInt::from(500)
        } else {
            let window = age.clamp(DAY, 30 * DAY);
            (BigInt::from(1_000) * uptime / window).min(1_000.into())
        };
        prop_assert_eq!(BigInt::from(uptime_score(uptime, first, first + age)), expected);
    }

    #[test]
    fn response_matches_big_integers(response_ms in any::<u32>(), samples in 0..3u32) {
        let expected = if samples == 0 {
            BigInt::from(500)
        } else {
            (BigInt::from(10_000) - response_ms.clamp(1_000, 10_000)) * 1_000 / 9_000
        };
        prop_assert_eq!(BigInt::from(response_score(response_ms, samples)), expected);
    }

    #[test]
    fn average_response_matches_big_integers(old in any::<u32>(), samples in 0..3u32, new in any::<u32>()) {
        let expected = if samples == 0 {
            BigInt::from(new)
        } else {
            (BigInt::from(9) * old + new) / 10
        };
        prop_assert_eq!(BigInt::from(average_response(old, samples, new)), expected);
    }

    #[test]
    fn split_at_midnight_matches_counting_seconds(from in 0..200_000i64, gap in 0..=3_600i64) {
        let (before, after) = split_at_midnight(from, from + gap);
        let days = slow_days(from, from + gap);
        let last = (from + gap) / DAY;
        prop_assert_eq!(before, days.get(&(last - 1)).copied().unwrap_or(0));
        prop_assert_eq!(after, days.get(&last).copied().unwrap_or(0));
        prop_assert_eq!(i64::from(before) + i64::from(after), gap);
    }

    #[test]
    fn uptime_ring_matches_a_calendar(gaps in prop::collection::vec(prop_oneof![1..=1_200i64, 1..=90_000i64, 1..=40 * DAY], 1..60), silence in 0..=40 * DAY) {
        let mut reputation: Reputation = Zeroable::zeroed();
        let mut now = 20_000 * DAY;
        reputation.start(Address::default(), now);
        let mut calendar: BTreeMap<i64, u32> = BTreeMap::new();
        for gap in gaps {
            now += gap;
            reputation.credit_uptime(gap, 900, now);
            if gap <= 900 {
                for (day, seconds) in slow_days(now - gap, now) {
                    *calendar.entry(day).or_default() += seconds;
                }
            }
            let oldest = now / DAY - 29;
            calendar.retain(|day, _| *day >= oldest);
            let sum: u32 = reputation.buckets.iter().map(|bucket| bucket.get()).sum();
            prop_assert_eq!(reputation.uptime_seconds.get(), sum);
            prop_assert_eq!(sum, calendar.values().sum::<u32>());
            prop_assert!(i64::from(sum) <= 30 * DAY);
        }
        // Whoever rates the node later counts what is left of its 30 days then.
        let later = now + silence;
        let left = calendar.range(later / DAY - 29..).map(|(_, seconds)| seconds).sum();
        prop_assert_eq!(reputation.record(later).uptime, uptime_score(left, 20_000 * DAY, later));
    }

    #[test]
    fn points_match_a_ledger(runs in prop::collection::vec((1..9u32, 0..1_000u64, any::<bool>()), 0..60)) {
        let mut reputation: Reputation = Zeroable::zeroed();
        let mut ring: [(u32, u64); 4] = Default::default();
        for (epoch, fee, counted) in runs {
            let run = EndedRun { outcome: Outcome::Completed, response_ms: 0, fee, epoch, counted };
            reputation.count_run(&run, 1).unwrap();
            let slot = &mut ring[epoch as usize % 4];
            if counted && fee > 0 {
                if epoch > slot.0 {
                    *slot = (epoch, fee);
                } else if epoch == slot.0 {
                    slot.1 += fee;
                }
            }
            for (epoch, points) in ring {
                if epoch > 0 {
                    prop_assert_eq!(reputation.points_of(epoch), points);
                }
            }
        }
    }

    #[test]
    fn health_penalty_stays_within_the_cap(
        penalty in 0..=200u16,
        step in 0..=50u16,
        cap in 0..=200u16,
        passed in any::<bool>(),
    ) {
        let moved = health_penalty(penalty, passed, step, cap);
        let expected = if passed {
            (i32::from(penalty) - i32::from(step)).max(0)
        } else {
            (i32::from(penalty) + i32::from(step)).min(i32::from(cap))
        };
        prop_assert_eq!(i32::from(moved), expected);
    }

    #[test]
    fn offered_gpus_match_big_integers(gpu_count in any::<u16>(), share_bps in 0..=10_000u16) {
        let expected = BigInt::from(gpu_count) * share_bps / 10_000;
        prop_assert_eq!(BigInt::from(offered_gpus(gpu_count, share_bps)), expected);
    }

    #[test]
    fn hours_of_the_week_follow_each_other(at in 0..4_000_000_000i64) {
        let hour = hour_of_week(at);
        prop_assert!(hour < 168);
        prop_assert_eq!(i64::from(hour), (at / 3_600 + 72) % 168);
        prop_assert_eq!(hour_of_week(at + 3_600), (hour + 1) % 168);
    }

    #[test]
    fn runs_and_gpus_are_conserved(steps in prop::collection::vec((any::<bool>(), 0..4u16, 0..5u16), 0..60)) {
        let mut node: Node = Zeroable::zeroed();
        node.status = hypernode_common::registry::NodeStatus::Active.into();
        node.gpu_count = 4.into();
        node.max_runs = 3.into();
        node.share_bps = [10_000.into(); 6];
        let mut running: Vec<u16> = Vec::new();
        for (begins, gpus, cap) in steps {
            let in_use: u16 = running.iter().sum();
            if begins {
                let result = node.begin_run(cap, gpus, 900, 0);
                let expected = if running.len() >= usize::from(cap.min(3)) {
                    Err(RegistryError::NodeFull)
                } else if in_use + gpus > 4 {
                    Err(RegistryError::GpusExhausted)
                } else {
                    running.push(gpus);
                    Ok(())
                };
                prop_assert_eq!(result, expected);
            } else if let Some(gpus) = running.pop() {
                prop_assert_eq!(node.end_run(gpus, 7), Ok(()));
            } else {
                prop_assert_eq!(node.end_run(0, 7), Err(RegistryError::NoRunToEnd));
            }
            prop_assert_eq!(usize::from(node.active_runs.get()), running.len());
            prop_assert_eq!(node.gpus_in_use.get(), running.iter().sum::<u16>());
        }
    }
}

/// Bytes that are names half the time and nearly names otherwise.
fn name_bytes() -> impl Strategy<Value = Vec<u8>> {
    let allowed = prop::sample::select(b"abcxyz0189-".to_vec());
    let any = prop_oneof![6 => allowed.clone(), 1 => any::<u8>()];
    prop_oneof![
        prop::collection::vec(allowed, 0..=32),
        prop::collection::vec(any, 0..=32),
    ]
}

proptest! {
    #[test]
    fn names_are_what_the_rule_says(text in name_bytes(), length in 0..=40u16, exact in any::<bool>()) {
        let mut bytes = [0; 32];
        bytes[..text.len()].copy_from_slice(&text);
        let length = if exact { text.len() as u16 } else { length };
        let name = NameText { length, bytes };
        // Slowly: as text, character by character, with nothing behind its end.
        let used = bytes.iter().take(length as usize).map(|byte| *byte as char);
        let rest = bytes.iter().skip(length as usize);
        let allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
        let expected = (1..=32).contains(&length)
            && used.clone().all(|character| allowed.contains(character))
            && rest.clone().all(|byte| *byte == 0);
        match name.check() {
            Ok(checked) => {
                prop_assert!(expected);
                prop_assert_eq!(checked.len(), length as usize);
            }
            Err(error) => {
                prop_assert!(!expected);
                prop_assert_eq!(error, RegistryError::InvalidName);
            }
        }
    }

    #[test]
    fn names_expire_after_the_years_paid(
        now in prop_oneof![0..=4_000_000_000i64, i64::MAX - 400_000_000..=i64::MAX],
        lapsed in -400_000_000..=400_000_000i64,
        years in 0..=20u8,
    ) {
        let from = now.saturating_sub(lapsed);
        let expiry = name_expiry(from, years, now);
        let slow = BigInt::from(from) + BigInt::from(years) * 365 * DAY;
        let latest = BigInt::from(now) + BigInt::from(10 * 365) * DAY;
        let error = if slow > BigInt::from(i64::MAX) || latest > BigInt::from(i64::MAX) {
            Some(RegistryError::Overflow)
        } else if years == 0 || slow > latest {
            Some(RegistryError::ParameterOutOfBounds)
        } else {
            None
        };
        match error {
            Some(error) => prop_assert_eq!(expiry, Err(error)),
            None => prop_assert_eq!(BigInt::from(expiry.unwrap()), slow),
        }
    }

    #[test]
    fn names_cost_the_fee_of_each_year(fee in any::<u64>(), years in any::<u8>()) {
        let slow = BigInt::from(fee) * years;
        match name_price(fee, years) {
            Ok(price) => prop_assert_eq!(BigInt::from(price), slow),
            Err(error) => {
                prop_assert!(slow > BigInt::from(u64::MAX));
                prop_assert_eq!(error, RegistryError::Overflow);
            }
        }
    }
}
