//! The registry's formulas against the expected values that clients test against too.

use {
    hypernode_common::registry::{Reputation, Tier},
    hypernode_test_kit::golden_vectors,
    registry::{
        math::{hour_of_week, response_score, score, tier, Record, TierRules},
        state::ReputationTransitions,
    },
    serde_json::Value,
};

/// Default cuts; fees are no obstacle in these rows.
const RULES: TierRules = TierRules {
    cuts: [200, 500, 750, 900],
    min_runs_gold: 10,
    min_counted_fee: 100_000,
};

fn rows(group: &str) -> Vec<Value> {
    let rows = golden_vectors()[group].as_array().cloned();
    rows.unwrap_or_else(|| panic!("no group {group}"))
}

fn number<T: TryFrom<u64>>(value: &Value) -> T {
    let number = value.as_u64().expect("a number");
    T::try_from(number).unwrap_or_else(|_| panic!("{number} is too large"))
}

#[test]
fn scores_equal_the_golden_vectors() {
    for row in rows("score") {
        let count = |name: &str| number::<u64>(&row[name]);
        let record = Record {
            completed: count("completed"),
            failed: count("failed"),
            timed_out: count("timed_out"),
            declined: 0,
            invalid: count("invalid"),
            uptime: row["uptime"]
                .as_u64()
                .map_or(500, |_| number(&row["uptime"])),
            response: match row["response_ms"].as_u64() {
                Some(_) => response_score(number(&row["response_ms"]), 1),
                None => response_score(0, 0),
            },
            health_penalty: 0,
        };
        let ended = record.completed + record.failed + record.timed_out;
        let score = score(&record);
        assert_eq!(score, number::<u16>(&row["score"]), "{row}");
        let name = format!("{:?}", tier(score, ended, u64::MAX, &RULES));
        assert_eq!(name, row["tier"], "{row}");
        assert!(Tier::VARIANTS.iter().any(|(variant, _)| *variant == name));
    }
}

#[test]
fn uptime_equals_the_golden_vectors() {
    for row in rows("uptime") {
        let (from, to): (u32, u32) = (number(&row["from"]), number(&row["to"]));
        let mut reputation: Reputation = anchor_lang::bytemuck::Zeroable::zeroed();
        reputation.credit_uptime(i64::from(to - from), 900, i64::from(to));
        for credit in row["credits"].as_array().expect("credits") {
            let day: usize = number(&credit["day"]);
            let seconds: u32 = number(&credit["seconds"]);
            assert_eq!(reputation.buckets[day].get(), seconds, "{row}");
        }
    }
}

#[test]
fn hours_equal_the_golden_vectors() {
    for row in rows("hour_of_week") {
        let at: u32 = number(&row["at"]);
        assert_eq!(
            hour_of_week(i64::from(at)),
            number::<u8>(&row["hour"]),
            "{row}"
        );
    }
}
