//! What the walk tries on sessions, what their keys do for their owners, and the keys of sealed inputs.
use {
    super::{
        about, deadline_of_job,
        job_state::{ASSIGNED, OPEN, RUNNING, SUBMITTED},
        markets::{any_job, digests, settle, terms},
        mostly, requester, Table,
    },
    crate::walk::Walk,
    hypernode_test_kit::{
        address_for, call, hyper_account, Call, Pubkey, Record, Signer, Subject, HYPER,
    },
    markets::state::SESSION_ALL,
    serde_json::{json, Value as Json},
};

/// Sessions and what is done by them.
pub const TABLE: Table = Table {
    actions: &[
        (8, "open_session", open_session),
        (2, "revoke_session", revoke_session),
        (8, "post_job", post_by_session),
        (4, "cancel_job", |walk| {
            by_session(walk, "cancel_job", &[OPEN], json!({}))
        }),
        (3, "stop_job", |walk| {
            by_session(walk, "stop_job", &[RUNNING], json!({}))
        }),
        (3, "challenge_job", |walk| {
            let complaint = json!({ "reason": 1, "evidence": walk.random.bytes::<32>() });
            by_session(walk, "challenge_job", &[SUBMITTED], complaint)
        }),
        (8, "settle_job", settle_by_session),
        (8, "publish_key", publish_key),
        (6, "publish_key", publish_key_by_session),
    ],
    exits: &[],
    never_paused: &["revoke_session", "publish_key"],
};

/// Flag of a job whose input is sealed.
const SEALED: u64 = 32;
/// Keys that stand in.
const KEYS: [&str; 2] = ["session-key-0", "session-key-1"];

fn sealed_key() -> Json {
    json!({ "sealed_key": vec![4; 80] })
}

/// The owner lets a key stand in for it, and the token program lets the key spend some of its HYPER.
fn open_session(walk: &mut Walk) -> Option<Call> {
    let owner = requester(walk);
    let name = walk.random.pick(&KEYS).expect("keys");
    let key = walk.stage.world.actor(name).pubkey();
    approve(walk, &owner, &key);
    let seconds = i64::try_from(walk.random.between(600, 2_600_000)).expect("small");
    let mask = if walk.random.chance(80) {
        SESSION_ALL
    } else {
        walk.random.next()
    };
    Some(
        call("markets", "open_session")
            .account("owner", owner)
            .account("session_key", key)
            .account("payer", address_for("crank"))
            .args(json!({ "expires_at": walk.stage.world.now() + seconds, "mask": mask })),
    )
}

fn approve(walk: &mut Walk, owner: &Pubkey, key: &Pubkey) {
    let approve = spl_token_interface::instruction::approve(
        &spl_token_interface::ID,
        &hyper_account(owner),
        key,
        owner,
        &[],
        1_000 * HYPER,
    );
    let approve = approve.expect("an approval");
    walk.stage.world.submit(&[approve]).accepted();
}

/// A session, mostly one that lives.
fn a_session(walk: &mut Walk) -> Option<(Pubkey, Record)> {
    let now = i128::from(walk.stage.world.now());
    let session = mostly(walk, "Session", |session| now <= session.int("expires_at"))?;
    Some((session, walk.book.get(&session)?.clone()))
}

fn revoke_session(walk: &mut Walk) -> Option<Call> {
    let session = mostly(walk, "Session", |_| true)?;
    let record = walk.book.get(&session)?.clone();
    let signer = if walk.random.chance(70) {
        record.key("owner")
    } else {
        address_for("crank")
    };
    Some(
        call("markets", "revoke_session")
            .account("signer", signer)
            .account("session", session)
            .account("rent_payer", record.key("rent_payer")),
    )
}

/// A job of the session's owner in one of the states.
fn job_of_owner(walk: &mut Walk, session: &Record, states: &[u64]) -> Option<Pubkey> {
    let now = i128::from(walk.stage.world.now());
    let jobs = walk.book.keys("Job", |job| {
        job.key("requester") == session.key("owner")
            && states.contains(&job.u64("state"))
            && now <= deadline_of_job(job)
    });
    walk.random.pick(&jobs)
}

pub(super) fn publish_key_by_session(walk: &mut Walk) -> Option<Call> {
    by_session(walk, "publish_key", &[ASSIGNED, RUNNING], sealed_key())
}

fn by_session(walk: &mut Walk, name: &str, states: &[u64], arguments: Json) -> Option<Call> {
    let (session, record) = a_session(walk)?;
    let job = job_of_owner(walk, &record, states)?;
    let call = about(walk, "markets", name, &Subject::job(job), arguments);
    Some(
        call.account("requester", record.key("session_key"))
            .account("session", session),
    )
}

fn settle_by_session(walk: &mut Walk) -> Option<Call> {
    let (session, record) = a_session(walk)?;
    let job = job_of_owner(walk, &record, &[SUBMITTED])?;
    let settle = settle(walk, job, record.key("session_key"))?;
    Some(settle.account("session", session))
}

/// Paid by a funder who signs, or out of the owner's account by the key as its delegate.
pub(super) fn post_by_session(walk: &mut Walk) -> Option<Call> {
    let (session, record) = a_session(walk)?;
    let (owner, key) = (record.key("owner"), record.key("session_key"));
    let (funder, signer) = if walk.random.chance(50) {
        (owner, key)
    } else {
        let funder = requester(walk);
        (funder, funder)
    };
    let (terms, _) = terms(walk, &funder);
    let post = call("markets", "post_job")
        .account("requester", owner)
        .unsigned("requester")
        .account("funder", signer)
        .account("payer", key)
        .account("market", walk.stage.market)
        .account("funder_token", hyper_account(&funder))
        .account("session", session)
        .args(json!({
            "id": walk.random.bytes::<16>(), "digests": digests(), "terms": terms, "preferred": [],
        }));
    Some(walk.stage.fill(post, &Subject::default()))
}

/// The requester itself publishes the key of a sealed input; mostly there is one.
pub(super) fn publish_key(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let job = mostly(walk, "Job", |job| {
        [ASSIGNED, RUNNING].contains(&job.u64("state"))
            && job.u64("flags") & SEALED != 0
            && now <= deadline_of_job(job)
    });
    let job = match job {
        Some(job) => job,
        None => any_job(walk, &[ASSIGNED, RUNNING])?,
    };
    let subject = Subject::job(job);
    Some(about(
        walk,
        "markets",
        "publish_key",
        &subject,
        sealed_key(),
    ))
}
