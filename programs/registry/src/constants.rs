//! Limits of the registry, each with its unit and reason.

/// Seconds of a day.
pub const DAY_SECONDS: i64 = 86_400;
/// Days of uptime that are remembered, one bucket each.
pub const UPTIME_DAYS: u32 = 30;
/// Hours of a week; the policy opens each of them on its own.
pub const WEEK_HOURS: u8 = 168;
/// Hour of the week at unix 0, a Thursday; Monday 00:00 UTC is hour 0.
pub const EPOCH_HOUR_OF_WEEK: u8 = 72;
/// Highest score.
pub const SCORE_MAX: u16 = 1_000;
/// Score that one counted run can earn: a fresh identity is never better than a used one.
pub const SCORE_PER_RUN: u64 = 125;
/// Fees that Gold asks for per run of `min_runs_gold`, in units of `min_counted_fee`.
pub const GOLD_FEES_PER_RUN: u64 = 100;
/// Response time that earns the full response score, milliseconds.
pub const RESPONSE_BEST_MS: u32 = 1_000;
/// Response time that earns none of it, milliseconds.
pub const RESPONSE_WORST_MS: u32 = 10_000;
/// Longest chain of issuers below one that the Config's authority registered.
pub const ISSUER_DEPTH_MAX: u8 = 3;
/// Seconds of the year that `name_fee` pays for.
pub const NAME_YEAR_SECONDS: u64 = 31_536_000;
/// Years a name may be paid ahead: a fee that governance raises reaches every name within them.
pub const NAME_YEARS_MAX: u8 = 10;
/// Seconds a lapsed name stays its owner's.
pub const NAME_GRACE_SECONDS: u64 = 2_592_000;
/// Slots, some ten minutes, that a Nostr event may be old: an owner who unlinked cannot use an old event again.
pub const NOSTR_NONCE_SLOTS: u64 = 1_500;
