//! Every instruction of every program with accounts that mostly fit and arguments that mostly make sense.
mod callers;
mod config;
mod credit;
mod governance;
mod markets;
mod payload;
mod registry;
mod rewards;
mod session;
mod slashing;
mod staking;
mod template;
mod trust;
mod verification;

pub use markets::deadline as deadline_of_job;
use {
    crate::walk::Walk,
    hypernode_test_kit::{address_for, call, Call, Pubkey, Record, Subject, HYPER},
    serde_json::{json, Value as Json},
};

/// States of a job, by their stored numbers.
pub mod job_state {
    pub const OPEN: u64 = 1;
    pub const ASSIGNED: u64 = 2;
    pub const RUNNING: u64 = 3;
    pub const SUBMITTED: u64 = 4;
    pub const CHALLENGED: u64 = 5;
}

/// One action: how often it is tried, relative to the others, and what makes its call.
pub type Action = (u64, &'static str, fn(&mut Walk) -> Option<Call>);

/// An action that follows on another one.
pub type Errand = (&'static str, fn(&mut Walk) -> Option<Call>);

/// The same errand so many times.
pub type Errands = (usize, &'static str, fn(&mut Walk) -> Option<Call>);

/// What the walk tries on one program.
pub struct Table {
    /// The actions, each by the name of its instruction.
    actions: &'static [Action],
    /// Instructions that only end obligations: they work while entries are paused.
    exits: &'static [&'static str],
    /// Instructions no pause may stop.
    never_paused: &'static [&'static str],
}

/// One table a program; a new one goes to the end, or every seed takes another walk.
const TABLES: &[Table] = &[
    markets::TABLE,
    registry::TABLE,
    staking::TABLE,
    rewards::TABLE,
    config::TABLE,
    callers::TABLE,
    slashing::TABLE,
    governance::TABLE,
    verification::TABLE,
    credit::TABLE,
    trust::TABLE,
    template::TABLE,
    session::TABLE,
];

/// All actions, always in the same order.
pub fn actions() -> impl Iterator<Item = &'static Action> {
    TABLES.iter().flat_map(|table| table.actions)
}

/// Whether an instruction only ends obligations: it must work while entries are paused.
pub fn is_exit(name: &str) -> bool {
    TABLES.iter().any(|table| table.exits.contains(&name))
}

/// Whether no pause may stop an instruction.
pub fn is_never_paused(name: &str) -> bool {
    TABLES
        .iter()
        .any(|table| table.never_paused.contains(&name))
}

/// Requesters, who are funders too.
pub const REQUESTERS: [&str; 4] = ["requester-0", "requester-1", "requester-2", "requester-3"];
/// Stakers; the first ones become validators.
pub const STAKERS: [&str; 8] = [
    "staker-0", "staker-1", "staker-2", "staker-3", "staker-4", "staker-5", "staker-6", "staker-7",
];
/// Most nodes that ever register.
pub const NODES: u64 = 10;

/// Record of a job that is not over.
pub fn is_live(job: &Record) -> bool {
    (job_state::OPEN..=job_state::CHALLENGED).contains(&job.u64("state"))
}

fn about(walk: &Walk, program: &str, name: &str, subject: &Subject, arguments: Json) -> Call {
    walk.stage
        .fill(call(program, name).args(arguments), subject)
}

fn any(walk: &mut Walk, kind: &str) -> Option<Pubkey> {
    let keys = walk.book.keys(kind, |_| true);
    walk.random.pick(&keys)
}

/// An account of a type, mostly one that fits.
fn mostly(walk: &mut Walk, kind: &str, fits: impl Fn(&Record) -> bool) -> Option<Pubkey> {
    let strict = walk.random.chance(93);
    let keys = walk.book.keys(kind, |record| !strict || fits(record));
    walk.random.pick(&keys)
}

/// Some time passes: the turn of the slower tiers comes.
fn wait_a_little(walk: &mut Walk) -> Option<Call> {
    let seconds = i64::try_from(walk.random.between(10, 20)).expect("small");
    walk.stage.world.warp_seconds(seconds);
    None
}

/// A vote or a timelock passes.
fn wait_two_days(walk: &mut Walk) -> Option<Call> {
    walk.stage.world.warp_seconds(2 * 86_400 + 1);
    walk.later(AFTER_A_LONG_TIME);
    None
}

/// Stake is unbonded, a node has rested.
fn wait_eight_days(walk: &mut Walk) -> Option<Call> {
    walk.stage.world.warp_seconds(8 * 86_400);
    walk.later(AFTER_A_LONG_TIME);
    None
}

/// Runs and the time to submit them are over.
fn wait_an_hour(walk: &mut Walk) -> Option<Call> {
    walk.stage.world.warp_seconds(3_700);
    None
}

/// What follows on hours without a step: the nodes come back, and there is work.
pub const AFTER_A_LONG_TIME: &[Errands] = &[
    (7, "record_heartbeat", registry::record_heartbeat),
    (1, "post_job", markets::post_job),
    (1, "post_job", template::post_from_template),
    (1, "post_job", markets::post_job),
    (1, "post_job", session::post_by_session),
    (1, "wait", wait_a_little),
    (3, "accept_job", markets::accept_job),
];

fn requester(walk: &mut Walk) -> Pubkey {
    address_for(walk.random.pick(&REQUESTERS).expect("requesters"))
}

fn for_position(walk: &mut Walk, program: &str, name: &str) -> Option<Call> {
    for_position_that(walk, program, name, |_| true)
}

fn for_position_that(
    walk: &mut Walk,
    program: &str,
    name: &str,
    fits: impl Fn(&Record) -> bool,
) -> Option<Call> {
    let position = mostly(walk, "Position", fits)?;
    let amount = walk.random.between(1, 2_000) * HYPER;
    let mut subject = Subject::position(position);
    let record = walk.book.get(&position)?;
    if name == "close_position" || record.key("subject") == Pubkey::default() {
        subject.pledge = None;
    }
    let mut call = about(walk, program, name, &subject, json!({ "amount": amount }));
    // What a position that backs nothing has no use for.
    if walk.book.get(&position)?.key("subject") == Pubkey::default() {
        call = call.without("bond").without("subject").without("validator");
    }
    Some(call)
}
