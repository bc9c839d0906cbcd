//! Limits and caps, each with its unit and reason.

/// Most a job may cost, base units (10^9 HYPER): a thousandth of the supply keeps `cap * bps` inside 64 bits.
pub const MAX_CAP: u64 = 1_000_000_000_000_000;
/// Furthest a post's `valid_until_at` may lie ahead, seconds: less than the shortest close delay, so a
/// spent intent cannot outlive the account that remembers it.
pub const MAX_INTENT_SECONDS: u64 = 3_600;
/// Most of the operator's part a missed start may return to the funder, basis points.
pub const MAX_SLA_CREDIT_BPS: u16 = 5_000;
/// Preferred nodes a job can name.
pub const MAX_PREFERRED: usize = 3;
/// Replicas a group can have: a tally of five stays inside one stack frame.
pub const MAX_REPLICAS: usize = 5;
/// Shortest and longest time a group's replicas have to commit, seconds: a minute; the longest queue and run with
/// their graces, and a week.
pub const COMMIT_SECONDS: core::ops::RangeInclusive<u32> = 60..=3_888_000;
/// Shortest and longest time they then have to reveal, seconds: ten minutes reach a node through a restart.
pub const REVEAL_SECONDS: core::ops::RangeInclusive<u32> = 600..=86_400;
/// Children a batch can have: one bit each in 128 bytes.
pub const MAX_CHILDREN: u16 = 1_024;
/// Seats of a challenge panel.
pub const SEATS: usize = 3;
/// Part of a challenge bond that the majority voters share whatever they decide, basis points.
pub const VOTER_SHARE_BPS: u16 = 1_000;
/// Age at which a fault record may be closed, seconds (30 days: no report can use it any more).
pub const FAULT_KEPT_SECONDS: u64 = 2_592_000;
/// Milliseconds of one slot, for the response time of a node.
pub const SLOT_MILLISECONDS: u64 = 400;
/// Seconds of one bit of a node's opening hours.
pub const HOUR_SECONDS: u64 = 3_600;
/// Bits of a node's opening hours.
pub const WEEK_HOURS: u64 = 168;
/// Bit offset of Unix time 0, a Thursday, in a week that starts on Monday 00:00 UTC.
pub const EPOCH_HOUR_OFFSET: u64 = 72;

/// Job flag: the requester stopped the run.
pub const FLAG_STOPPED: u8 = 1;
/// Job flag: a panel or a quorum confirmed the result.
pub const FLAG_VERIFIED: u8 = 2;
/// Job flag: requester or funder is the node's authority, operator or payout.
pub const FLAG_SELF_DEALING: u8 = 4;
/// Job flag: an automatic offer took the job, nobody accepted it by hand.
pub const FLAG_AUTO_ASSIGNED: u8 = 8;
/// Job flag: the audit lot was drawn.
pub const FLAG_AUDITED: u8 = 16;
/// Job flag: the input is sealed to a key.
pub const FLAG_SEALED_INPUT: u8 = 32;
/// Job flag: the key of a sealed input is published.
pub const FLAG_KEY_PUBLISHED: u8 = 64;

/// Most stars a rating gives.
pub const MAX_STARS: u8 = 5;
/// Seconds of a UTC day.
pub const DAY_SECONDS: u64 = 86_400;
/// Days a yanked template stays, so that no job posted from it still owes its royalty: three attempts of at most 7 d in
/// the queue, 1 h to start, 30 d of run with every extension and 1 d to submit; 7 d to object and two rounds of verdicts
/// of 1 d each: 123.2 d. Five pauses of exits, 3 d each, can fall into them.
pub const TEMPLATE_KEPT_DAYS: u16 = 140;
/// Longest life of a session, seconds (30 days): what a stolen session key can do ends by itself.
pub const MAX_SESSION_SECONDS: u64 = 2_592_000;
/// Time a payee has to redeem its last voucher once the owner asked to close a credit, seconds.
pub const CREDIT_CLOSE_SECONDS: u64 = 86_400;
/// Bytes of a published key: 32 of the key, sealed to the node's X25519 key with 48 more.
pub const SEALED_KEY_SIZE: usize = 80;
