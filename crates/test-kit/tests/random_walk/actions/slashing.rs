//! What the walk tries on slashing.
use {
    super::{about, any, mostly, requester, Errands, Table},
    crate::walk::Walk,
    hypernode_common::digest,
    hypernode_test_kit::{call, hyper_account, pda, Call, Pubkey, Record, Subject, Value, HYPER},
    serde_json::{json, Value as Json},
};

/// States of a report, by their stored numbers.
const PENDING: u64 = 1;
const CONFIRMED: u64 = 2;
const APPEALED: u64 = 3;
const FINAL: u64 = 4;
const EXECUTING: u64 = 5;
const ENDED: [u64; 3] = [6, 7, 8];

/// Seconds an ended report rests before it may be closed.
const REST: i128 = 30 * 86_400;
/// What follows on a new report and on an appeal.
const TO_A_TALLY: &[Errands] = &[
    (2, "draw_panel", draw_panel),
    (7, "vote_report", vote_report),
];
const TO_A_SECOND_TALLY: &[Errands] = &[(9, "vote_appeal", vote_appeal)];

/// Reports, votes, appeals and executions.
pub const TABLE: Table = Table {
    actions: &[
        (12, "report_subject", report_subject),
        (8, "report_offline", report_offline),
        (8, "report_fault", report_fault),
        (40, "draw_panel", draw_panel),
        (30, "vote_report", vote_report),
        (15, "finalise_report", |walk| {
            on_report(walk, "finalise_report", &[PENDING], json!({}))
        }),
        (8, "appeal_report", appeal_report),
        (20, "vote_appeal", vote_appeal),
        (10, "finalise_appeal", |walk| {
            on_report(walk, "finalise_appeal", &[APPEALED], json!({}))
        }),
        (2, "pardon_report", pardon_report),
        (15, "open_execution", |walk| {
            on_report(walk, "open_execution", &[CONFIRMED, FINAL], json!({}))
        }),
        (40, "execute_report", execute_report),
        (20, "claim_vote_fee", claim_vote_fee),
        (4, "claim_vote_fee", claim_as_named_voter),
        (6, "close_report", close_report),
        (10, "close_report_vote", close_report_vote),
    ],
    exits: &[
        "finalise_report",
        "finalise_appeal",
        "open_execution",
        "execute_report",
        "claim_vote_fee",
        "close_report",
        "close_report_vote",
    ],
    never_paused: &["vote_report", "vote_appeal", "appeal_report"],
};

/// A report, mostly in one of the states.
fn any_report(walk: &mut Walk, states: &[u64]) -> Option<Pubkey> {
    let strict = walk.random.chance(95);
    let reports = walk.book.keys("Report", |report| {
        !strict || states.contains(&report.u64("status"))
    });
    walk.random.pick(&reports)
}

fn on_report(walk: &mut Walk, name: &str, states: &[u64], arguments: Json) -> Option<Call> {
    let report = any_report(walk, states)?;
    Some(about(
        walk,
        "slashing",
        name,
        &Subject::report(report),
        arguments,
    ))
}

/// A draw that waits for its slot; one that waited too long is armed again and comes true the next time.
fn draw_panel(walk: &mut Walk) -> Option<Call> {
    walk.stage.world.warp_slots(10);
    let undrawn = walk.book.keys("Report", |report| {
        report.u64("status") == PENDING && report.u64("panel_size") == 0
    });
    let report = walk.random.pick(&undrawn)?;
    Some(about(
        walk,
        "slashing",
        "draw_panel",
        &Subject::report(report),
        json!({}),
    ))
}

/// What is accused: mostly a node, else a validator.
fn accused(walk: &mut Walk) -> Option<Pubkey> {
    let kind = if walk.random.chance(80) {
        "Node"
    } else {
        "Validator"
    };
    any(walk, kind)
}

fn opening(walk: &mut Walk, name: &str, subject: Pubkey, evidence: [u8; 32]) -> Call {
    let reporter = requester(walk);
    let report = pda("slashing", &[b"report", subject.as_ref(), &evidence]);
    call("slashing", name)
        .account("reporter", reporter)
        .account("report", report)
        .account("subject", subject)
        .account("bond", pda("staking", &[b"bond", subject.as_ref()]))
}

fn report_subject(walk: &mut Walk) -> Option<Call> {
    let subject = accused(walk)?;
    let shown = [u8::try_from(walk.random.between(1, 200)).expect("small"); 32];
    let open = opening(walk, "report_subject", subject, digest::report(&shown));
    let reporter = open.address_of("reporter")?;
    walk.fund(&reporter, 100 * HYPER);
    walk.then(TO_A_TALLY);
    let open = open
        .account("reporter_token", hyper_account(&reporter))
        .args(json!({ "reason": walk.random.between(1, 4), "shown": shown }));
    Some(walk.stage.fill(open, &Subject::default()))
}

fn report_offline(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let last = walk.book.get(&node)?.int("last_heartbeat_at");
    let last = i64::try_from(last).expect("a time");
    let open = opening(walk, "report_offline", node, digest::offline(&node, last));
    Some(walk.stage.fill(open, &Subject::default()))
}

fn report_fault(walk: &mut Walk) -> Option<Call> {
    let fault = any(walk, "Fault")?;
    let (node, slot) = walk
        .book
        .get(&fault)
        .map(|fault| (fault.key("node"), fault.u64("posted_slot")))?;
    let open = opening(walk, "report_fault", node, digest::fault(&fault, slot));
    let open = open.account("fault", fault);
    Some(walk.stage.fill(open, &Subject::default()))
}

fn vote_report(walk: &mut Walk) -> Option<Call> {
    vote(walk, "vote_report", PENDING)
}

fn vote_appeal(walk: &mut Walk) -> Option<Call> {
    vote(walk, "vote_appeal", APPEALED)
}

/// A vote of a validator that has mostly none yet. Two reports of three are true, and validators mostly know.
fn vote(walk: &mut Walk, name: &str, state: u64) -> Option<Call> {
    let report = any_report(walk, &[state])?;
    let voter = |validator: &Record| {
        let owner = validator.key("owner");
        let vote = pda(
            "slashing",
            &[b"report_vote", report.as_ref(), owner.as_ref()],
        );
        walk.book.get(&vote).is_none()
    };
    let fresh: Vec<Pubkey> = walk.book.keys("Validator", voter);
    let validator = match walk.random.pick(&fresh).filter(|_| walk.random.chance(90)) {
        Some(validator) => validator,
        None => any(walk, "Validator")?,
    };
    let owner = walk.book.get(&validator)?.key("owner");
    let is_true = report.to_bytes()[0] % 3 != 0;
    let side = if is_true == walk.random.chance(85) {
        1
    } else {
        2
    };
    Some(about(
        walk,
        "slashing",
        name,
        &Subject::report(report).with_validator(owner),
        json!({ "vote": side }),
    ))
}

fn appeal_report(walk: &mut Walk) -> Option<Call> {
    let report = any_report(walk, &[CONFIRMED])?;
    let authority = walk.book.get(&report)?.key("subject_authority");
    walk.fund(&authority, 120 * HYPER);
    walk.then(TO_A_SECOND_TALLY);
    Some(about(
        walk,
        "slashing",
        "appeal_report",
        &Subject::report(report),
        json!({}),
    ))
}

fn pardon_report(walk: &mut Walk) -> Option<Call> {
    let report = any_report(walk, &[CONFIRMED, APPEALED, FINAL])?;
    let authority = walk.authority("slashing");
    let pardon = call("slashing", "pardon_report").account("authority", authority);
    Some(walk.stage.fill(pardon, &Subject::report(report)))
}

fn execute_report(walk: &mut Walk) -> Option<Call> {
    let report = any_report(walk, &[EXECUTING])?;
    let subject = walk.book.get(&report)?.key("subject");
    let backing = walk
        .book
        .keys("Position", |position| position.key("subject") == subject);
    let position = match walk.random.pick(&backing) {
        Some(position) => position,
        None => any(walk, "Position")?,
    };
    let about_it = Subject {
        position: Some(position),
        ..Subject::report(report)
    };
    Some(about(
        walk,
        "slashing",
        "execute_report",
        &about_it,
        json!({}),
    ))
}

fn is_ended(walk: &Walk, report: &Pubkey) -> bool {
    let report = walk.book.get(report);
    report.is_some_and(|report| ENDED.contains(&report.u64("status")))
}

/// A vote, mostly of a report that is over.
fn a_vote(walk: &mut Walk, fits: impl Fn(&Record) -> bool) -> Option<(Pubkey, Pubkey)> {
    let strict = walk.random.chance(93);
    let votes = walk.book.keys("ReportVote", |vote| {
        !strict || (is_ended(walk, &vote.key("report")) && fits(vote))
    });
    let vote = walk.random.pick(&votes)?;
    let vote = walk.book.get(&vote)?;
    Some((vote.key("report"), vote.key("validator")))
}

fn claim_vote_fee(walk: &mut Walk) -> Option<Call> {
    let (report, voter) = a_vote(walk, |vote| *vote.get("paid") == Value::Bool(false))?;
    walk.fund(&voter, 0);
    Some(about(
        walk,
        "slashing",
        "claim_vote_fee",
        &Subject::report(report).with_validator(voter),
        json!({}),
    ))
}

/// Who was named by the fault that a report rests on, and never voted on the report.
fn claim_as_named_voter(walk: &mut Walk) -> Option<Call> {
    let voters_of = |report: &Record| match report.get("fault_voters") {
        Value::List(voters) => voters
            .iter()
            .filter_map(|voter| match voter {
                Value::Key(key) if *key != Pubkey::default() => Some(*key),
                _ => None,
            })
            .collect(),
        _ => vec![],
    };
    let report = mostly(walk, "Report", |report| {
        ENDED.contains(&report.u64("status")) && !voters_of(report).is_empty()
    })?;
    let voters = voters_of(walk.book.get(&report)?);
    let voter = walk.random.pick(&voters)?;
    walk.fund(&voter, 0);
    let subject = Subject::report(report).with_validator(voter);
    let claim = about(walk, "slashing", "claim_vote_fee", &subject, json!({}));
    Some(claim.without("report_vote"))
}

fn close_report(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let report = mostly(walk, "Report", |report| {
        ENDED.contains(&report.u64("status")) && now > report.int("ended_at") + REST
    })?;
    let subject = Subject::report(report);
    Some(about(walk, "slashing", "close_report", &subject, json!({})))
}

fn close_report_vote(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let rested: Vec<Pubkey> = walk.book.keys("Report", |report| {
        ENDED.contains(&report.u64("status")) && now > report.int("ended_at") + REST
    });
    let (report, voter) = a_vote(walk, |vote| rested.contains(&vote.key("report")))?;
    Some(about(
        walk,
        "slashing",
        "close_report_vote",
        &Subject::report(report).with_validator(voter),
        json!({}),
    ))
}
