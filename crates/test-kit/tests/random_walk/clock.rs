//! Time of the walk: it stands still, creeps, and now and then goes to where some account has a deadline, a second
//! before it, or a second past it.
use {
    crate::{
        actions::{deadline_of_job, job_state, AFTER_A_LONG_TIME},
        book::Book,
        random::Random,
        walk::Walk,
    },
    hypernode_test_kit::Record,
};

/// Chances in 10,000 of a step that goes to a deadline.
const TO_A_DEADLINE: u64 = 90;
/// Percent of these that go to one of the near deadlines.
const NEAR: u64 = 60;

/// Seconds after which no node has been heard of lately.
const LONG: u64 = 900;

/// A type of account and the deadline an account of it has, 0 for none.
type Deadline = (&'static str, fn(&Record) -> i128);

/// Deadlines minutes or hours away.
const NEAR_DEADLINES: [Deadline; 3] = [
    ("Job", |job| match job.u64("state") {
        job_state::OPEN..=job_state::SUBMITTED => deadline_of_job(job),
        _ => 0,
    }),
    ("Challenge", |challenge| challenge.int("deadline_at")),
    ("ReplicaGroup", |group| match group.int("committed_at") {
        0 => group.int("commit_until"),
        at => at + group.int("reveal_seconds"),
    }),
];

/// Days of a report's windows: its first votes, its appeal, the votes on the appeal, its rest.
const REPORT_DAYS: [i128; 4] = [3, 7, 7, 30];
const DAY: i128 = 86_400;

/// Deadlines days away.
const FAR_DEADLINES: [Deadline; 6] = [
    ("Proposal", |proposal| match proposal.u64("status") {
        2 | 3 => proposal.int("voting_ends_at"),
        5 => proposal.int("eta_at"),
        _ => 0,
    }),
    ("Report", |report| {
        let [votes, appeal, appeal_votes, rest] = REPORT_DAYS.map(|days| days * DAY);
        match report.u64("status") {
            1 => report.int("opened_at") + votes,
            2 => report.int("confirmed_at") + appeal,
            3 => report.int("appealed_at") + appeal_votes,
            6.. => report.int("ended_at") + rest,
            _ => 0,
        }
    }),
    ("Position", |position| position.int("withdraw_at")),
    ("Credit", |credit| credit.int("close_at")),
    ("Node", |node| node.int("payout_effective_at")),
    ("Attestation", |attestation| attestation.int("expires_at")),
];

impl Walk {
    /// Time before a step.
    pub fn pass_time(&mut self) {
        let seconds = if self.late && self.random.chance(4) {
            self.random.between(86_400, 20 * 86_400)
        } else if self.random.below(10_000) < TO_A_DEADLINE {
            self.until_a_deadline()
        } else {
            creep(&mut self.random)
        };
        if seconds > 0 {
            let seconds = i64::try_from(seconds).expect("small");
            self.stage.world.warp_seconds(seconds);
        }
        if seconds > LONG {
            self.then(AFTER_A_LONG_TIME);
        }
    }

    /// Seconds to about the next deadline of some type of account; 0 where none has any.
    fn until_a_deadline(&mut self) -> u64 {
        let kinds: &[Deadline] = if self.random.chance(NEAR) {
            &NEAR_DEADLINES
        } else {
            &FAR_DEADLINES
        };
        let (kind, of) = self.random.pick(kinds).expect("deadlines");
        let now = i128::from(self.stage.world.now());
        let next = next_deadline(&self.book, kind, of, now);
        let offset = i128::from(self.random.below(3)) - 1;
        next.map_or(0, |next| u64::try_from(next - now + offset).expect("ahead"))
    }
}

fn next_deadline(book: &Book, kind: &str, of: fn(&Record) -> i128, now: i128) -> Option<i128> {
    book.all(kind)
        .map(|(_, record)| of(record))
        .filter(|deadline| *deadline > now)
        .min()
}

/// Mostly nothing, seldom hours, hardly ever days.
fn creep(random: &mut Random) -> u64 {
    match random.below(10_000) {
        0..=7_499 => 0,
        7_500..=9_699 => random.between(1, 15),
        9_700..=9_949 => random.between(15, 200),
        9_950..=9_989 => random.between(200, 4_000),
        9_990..=9_997 => random.between(4_000, 90_000),
        _ => random.between(90_000, 3_000_000),
    }
}
