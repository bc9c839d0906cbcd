//! The registry's formulas; every division rounds down.

use {
    crate::{
        constants::{
            DAY_SECONDS, EPOCH_HOUR_OF_WEEK, GOLD_FEES_PER_RUN, NAME_YEARS_MAX, NAME_YEAR_SECONDS,
            RESPONSE_BEST_MS, RESPONSE_WORST_MS, SCORE_MAX, SCORE_PER_RUN, UPTIME_DAYS, WEEK_HOURS,
        },
        error::RegistryError,
    },
    hypernode_common::{
        math::{later, mul_div_floor, BPS},
        registry::Tier,
    },
};

/// What a score is computed from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Counted runs that completed or were stopped by the requester.
    pub completed: u64,
    /// Runs the node failed.
    pub failed: u64,
    /// Runs that missed a deadline.
    pub timed_out: u64,
    /// Jobs given back before their start.
    pub declined: u64,
    /// Results found invalid.
    pub invalid: u64,
    /// 0..1000, from [`uptime_score`].
    pub uptime: u16,
    /// 0..1000, from [`response_score`].
    pub response: u16,
    /// Points off for failed health checks.
    pub health_penalty: u16,
}

/// Score 0..1000: `(600 completion + 300 uptime + 100 response) / 1000 - penalty`, at most 125 per completed run.
#[expect(clippy::arithmetic_side_effects, reason = "1000 * 16 bits fits 32")]
pub fn score(record: &Record) -> u16 {
    let quality = (600 * completion_score(record) as u32
        + 300 * record.uptime as u32
        + 100 * record.response as u32)
        / SCORE_MAX as u32;
    let earned = SCORE_PER_RUN.saturating_mul(record.completed);
    let score = (quality as u64)
        .saturating_sub(record.health_penalty as u64)
        .min(earned);
    score.min(SCORE_MAX as u64) as u16
}

/// Completion 0..1000; 500 before the first run that says anything. An invalid result weighs five failures.
///
/// Exact while the counters sum to less than 2^64, which single runs cannot reach.
pub fn completion_score(record: &Record) -> u16 {
    let weighed = record
        .completed
        .saturating_add(record.failed)
        .saturating_add(record.timed_out)
        .saturating_add(record.declined)
        .saturating_add(record.invalid.saturating_mul(5));
    // The only refusal is a zero denominator: the quotient is at most 1000.
    mul_div_floor(SCORE_MAX as u64, record.completed, weighed)
        .map_or(SCORE_MAX / 2, |part| part as u16)
}

/// Uptime 0..1000 of the last 30 days, or of the node's life if that is shorter; 500 in the first day.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "32 bits * 1000 fits 64; the window is at least a day"
)]
pub fn uptime_score(uptime_seconds: u32, first_seen_at: i64, now: i64) -> u16 {
    let age = now.saturating_sub(first_seen_at);
    if age < DAY_SECONDS {
        return SCORE_MAX / 2;
    }
    let window = age.min(DAY_SECONDS * UPTIME_DAYS as i64) as u64;
    let share = uptime_seconds as u64 * SCORE_MAX as u64 / window;
    share.min(SCORE_MAX as u64) as u16
}

/// Response 0..1000: full at one second, none at ten; 500 without a sample.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "9,000 * 1000 fits 32; clamped below the worst"
)]
pub fn response_score(response_ms: u32, samples: u32) -> u16 {
    if samples == 0 {
        return SCORE_MAX / 2;
    }
    let slow = response_ms.clamp(RESPONSE_BEST_MS, RESPONSE_WORST_MS);
    ((RESPONSE_WORST_MS - slow) * SCORE_MAX as u32 / (RESPONSE_WORST_MS - RESPONSE_BEST_MS)) as u16
}

/// Moving average of response times: the first sample as it is, then nine parts old to one part new.
#[expect(clippy::arithmetic_side_effects, reason = "9 * 32 bits fits 64")]
pub fn average_response(old: u32, samples: u32, new: u32) -> u32 {
    if samples == 0 {
        return new;
    }
    ((9 * old as u64 + new as u64) / 10) as u32
}

/// What a tier asks for besides the score.
#[derive(Clone, Copy, Debug)]
pub struct TierRules {
    /// Highest score of Starter, Bronze, Silver, Gold.
    pub cuts: [u16; 4],
    /// Ended runs that Gold needs.
    pub min_runs_gold: u16,
    /// Smallest fee that counts, base units.
    pub min_counted_fee: u64,
}

/// Tier of a score. Gold and Diamond also need `min_runs_gold` ended runs and as many times 100 smallest fees.
#[expect(clippy::arithmetic_side_effects, reason = "16 bits * 100 fits 64")]
pub fn tier(score: u16, ended_runs: u64, lifetime_fees: u64, rules: &TierRules) -> Tier {
    let by_score = match rules.cuts.iter().filter(|cut| score > **cut).count() {
        0 => Tier::Starter,
        1 => Tier::Bronze,
        2 => Tier::Silver,
        3 => Tier::Gold,
        _ => Tier::Diamond,
    };
    let fees_for_gold =
        (rules.min_runs_gold as u64 * GOLD_FEES_PER_RUN).saturating_mul(rules.min_counted_fee);
    let proven = ended_runs >= rules.min_runs_gold as u64 && lifetime_fees >= fees_for_gold;
    match by_score {
        Tier::Gold | Tier::Diamond if !proven => Tier::Silver,
        tier => tier,
    }
}

/// Unix day of a time; times before 1970 fall on day 0.
#[expect(clippy::arithmetic_side_effects, reason = "a constant divisor")]
pub fn day(at: i64) -> u32 {
    // Unsigned, because the machine that runs programs cannot divide signed numbers.
    (unix_seconds(at) / DAY_SECONDS as u64) as u32
}

/// Seconds of `from..to` before and after the last UTC midnight in it; all after when there is none.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "the remainder is at most its dividend"
)]
pub fn split_at_midnight(from: i64, to: i64) -> (u32, u32) {
    let (from, to) = (unix_seconds(from), unix_seconds(to));
    let midnight = to - to % DAY_SECONDS as u64;
    let before = midnight.saturating_sub(from);
    let after = to.saturating_sub(from.max(midnight));
    (before as u32, after as u32)
}

/// Hour of the week, Monday 00:00 UTC = 0.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "seconds / 3,600 leaves room for 72"
)]
pub fn hour_of_week(at: i64) -> u8 {
    let hours = unix_seconds(at) / 3_600 + EPOCH_HOUR_OF_WEEK as u64;
    (hours % WEEK_HOURS as u64) as u8
}

/// Seconds since 1970, 0 before it.
fn unix_seconds(at: i64) -> u64 {
    u64::try_from(at).unwrap_or(0)
}

/// GPUs that a node offers at `share_bps` of its `gpu_count`.
#[expect(clippy::arithmetic_side_effects, reason = "16 bits * 16 bits fits 32")]
pub fn offered_gpus(gpu_count: u16, share_bps: u16) -> u16 {
    (gpu_count as u32 * share_bps as u32 / BPS as u32) as u16
}

/// Health penalty after a check, within 0..cap.
pub fn health_penalty(penalty: u16, passed: bool, step: u16, cap: u16) -> u16 {
    if passed {
        penalty.saturating_sub(step)
    } else {
        penalty.saturating_add(step).min(cap)
    }
}

/// `a + 1` in a counter of runs.
///
/// # Errors
/// `Overflow`.
pub fn one_more(count: u64) -> Result<u64, RegistryError> {
    count.checked_add(1).ok_or(RegistryError::Overflow)
}

/// Price of a name for `years`, base units: `fee * years`, exact.
///
/// # Errors
/// `Overflow`.
pub fn name_price(fee: u64, years: u8) -> Result<u64, RegistryError> {
    fee.checked_mul(years as u64).ok_or(RegistryError::Overflow)
}

/// Last Unix second of a name that is paid for `years` of 365 days from `from`.
///
/// # Errors
/// `ParameterOutOfBounds` for 0 years, and beyond ten years from `now`; `Overflow`.
#[expect(clippy::arithmetic_side_effects, reason = "8 bits * a year fits 64")]
pub fn name_expiry(from: i64, years: u8, now: i64) -> Result<i64, RegistryError> {
    let expires_at = later(from, years as u64 * NAME_YEAR_SECONDS)?;
    let latest = later(now, NAME_YEARS_MAX as u64 * NAME_YEAR_SECONDS)?;
    if years == 0 || expires_at > latest {
        return Err(RegistryError::ParameterOutOfBounds);
    }
    Ok(expires_at)
}

/// Refuses an expiry that is not ahead.
///
/// # Errors
/// `ParameterOutOfBounds`.
pub fn check_ahead(expires_at: i64, now: i64) -> Result<(), RegistryError> {
    if expires_at <= now {
        return Err(RegistryError::ParameterOutOfBounds);
    }
    Ok(())
}
