//! What the walk tries on audits, replica groups, canaries and batches.
use {
    super::{
        about, any, deadline_of_job,
        job_state::{ASSIGNED, CHALLENGED, OPEN, RUNNING, SUBMITTED},
        markets::{a_serving_node, TO_A_VERDICT},
        mostly,
        registry::record_heartbeat,
        requester,
        trust::admits,
        wait_a_little, Errands, Table,
    },
    crate::walk::Walk,
    hypernode_test_kit::{
        address_for, call, defaults, hyper_account, Call, Pubkey, Record, Subject, Value, SALT,
    },
    markets::state::{child_id, Job, Origin, Verification},
    serde_json::{json, Value as Json},
};

/// Kinds of verification and their cranks, groups and batches.
pub const TABLE: Table = Table {
    actions: &[
        (10, "post_job", post_audited),
        (6, "post_job", post_canary),
        (24, "draw_audit", draw_audit),
        (4, "open_replicas", open_replicas),
        (10, "post_job", post_replica),
        (20, "accept_job", accept_replica),
        (20, "start_job", start_replica),
        (20, "submit_job", commit),
        (12, "reveal_result", reveal),
        (8, "tally_replicas", tally),
        (16, "apply_tally", apply_tally),
        (4, "close_replicas", |walk| {
            for_group(walk, "close_replicas", |group| {
                group.u64("status") != OPEN_GROUP
            })
        }),
        (6, "reveal_canary", reveal_canary),
        (3, "create_batch", create_batch),
        (8, "post_job", post_child),
        (10, "collect_child", collect_child),
        (1, "close_batch", close_batch),
    ],
    exits: &[],
    never_paused: &[
        "draw_audit",
        "reveal_result",
        "tally_replicas",
        "close_replicas",
        "reveal_canary",
        "collect_child",
        "close_batch",
    ],
};

/// Flag of a job whose audit was drawn.
const AUDITED: u64 = 16;
/// Status of a replica group that still waits for results, by its stored number.
const OPEN_GROUP: u64 = 1;
/// Seconds a replica may take from its acceptance to its commitment: the market's graces and its run.
const REPLICA_SECONDS: i128 = 500;
/// What follows on a new replica group.
const TO_A_TALLY: &[Errands] = &[
    (6, "record_heartbeat", record_heartbeat),
    (3, "post_job", post_replica),
    (1, "wait", wait_a_little),
    (6, "accept_job", accept_replica),
    (4, "start_job", start_replica),
    (4, "submit_job", commit),
    (4, "reveal_result", reveal),
    (2, "tally_replicas", tally),
    (4, "apply_tally", apply_tally),
    (1, "close_replicas", |walk| {
        for_group(walk, "close_replicas", |_| true)
    }),
    (1, "wait", wait_a_little),
];

/// What honest replicas of the walk find.
const RIGHT: [u8; 32] = [8; 32];
/// What the others find.
const WRONG: [u8; 32] = [9; 32];

/// One of the two results that the walk's replicas find.
fn a_result(walk: &mut Walk) -> [u8; 32] {
    if walk.random.chance(75) {
        RIGHT
    } else {
        WRONG
    }
}

/// A job of a replica group, mostly in this state and of a group that fits.
fn replica(walk: &mut Walk, state: u64, fits: fn(&Record) -> bool) -> Option<Pubkey> {
    let strict = walk.random.chance(95);
    let of_group = |job: &Record| walk.book.get(&job.key("parent")).is_some_and(fits);
    let keys = walk.book.keys("Job", |job| {
        job.u64("verification") == Verification::Quorum as u64
            && (!strict || (job.u64("state") == state && of_group(job)))
    });
    walk.random.pick(&keys)
}

fn about_replica(
    walk: &mut Walk,
    name: &str,
    state: u64,
    fits: fn(&Record) -> bool,
) -> Option<Call> {
    let job = replica(walk, state, fits)?;
    Some(about(walk, "markets", name, &Subject::job(job), json!({})))
}

fn start_replica(walk: &mut Walk) -> Option<Call> {
    about_replica(walk, "start_job", ASSIGNED, |_| true)
}

fn apply_tally(walk: &mut Walk) -> Option<Call> {
    about_replica(walk, "apply_tally", SUBMITTED, |group| {
        group.u64("status") != OPEN_GROUP
    })
}

fn for_group(walk: &mut Walk, name: &str, fits: fn(&Record) -> bool) -> Option<Call> {
    let group = mostly(walk, "ReplicaGroup", fits)?;
    let call = call("markets", name).account("replicas", group);
    Some(walk.stage.fill(call, &Subject::default()))
}

/// A group of which everybody who committed has revealed, or mostly.
fn tally(walk: &mut Walk) -> Option<Call> {
    for_group(walk, "tally_replicas", |group| {
        group.u64("status") == OPEN_GROUP
            && group.u64("commits") > 0
            && group.u64("commits") == group.u64("reveals")
    })
}

fn draw_audit(walk: &mut Walk) -> Option<Call> {
    let job = mostly(walk, "Job", |job| {
        job.u64("verification") == Verification::Audit as u64
            && job.u64("state") == SUBMITTED
            && job.u64("flags") & AUDITED == 0
    })?;
    walk.then(TO_A_VERDICT);
    let subject = Subject::job(job);
    Some(about(walk, "markets", "draw_audit", &subject, json!({})))
}

/// Terms of a job of this kind in any market.
fn terms(walk: &mut Walk, funder: &Pubkey, kind: Verification) -> Json {
    let price = walk.random.between(1, 50_000);
    let seconds = u32::try_from(walk.random.between(60, 1_200)).expect("small");
    let mut terms = defaults::job_terms(funder, price, seconds, walk.stage.world.now());
    terms["verification"] = (kind as u8).into();
    terms
}

/// The post of a job by this requester, paid by this funder.
fn post(walk: &mut Walk, requester: Pubkey, funder: Pubkey, id: [u8; 16], terms: &Json) -> Call {
    let post = call("markets", "post_job")
        .account("requester", requester)
        .account("funder", funder)
        .account("payer", address_for("crank"))
        .account("market", walk.stage.market)
        .account("funder_token", hyper_account(&funder))
        .args(json!({ "id": id, "digests": digests(), "terms": terms, "preferred": [] }));
    walk.stage.fill(post, &Subject::default())
}

fn digests() -> Json {
    json!({ "image": vec![5; 32], "input": vec![6; 32], "spec": vec![7; 32] })
}

fn post_audited(walk: &mut Walk) -> Option<Call> {
    let (requester, funder) = (requester(walk), requester(walk));
    let mut terms = terms(walk, &funder, Verification::Audit);
    terms["audit_bps"] = walk.random.between(1, 10_000).into();
    let id = walk.random.bytes();
    Some(post(walk, requester, funder, id, &terms))
}

fn post_canary(walk: &mut Walk) -> Option<Call> {
    let (requester, funder) = (requester(walk), requester(walk));
    let terms = terms(walk, &funder, Verification::Canary);
    let id = walk.random.bytes();
    Some(post(walk, requester, funder, id, &terms))
}

fn open_replicas(walk: &mut Walk) -> Option<Call> {
    let n = if walk.random.chance(70) { 3 } else { 2 };
    walk.then(TO_A_TALLY);
    let terms = json!({
        "m": n / 2 + 1, "n": n, "commit_seconds": walk.random.between(1_000, 6_000),
        "reveal_seconds": walk.random.between(600, 1_200),
    });
    let open = call("markets", "open_replicas")
        .account("requester", requester(walk))
        .account("payer", address_for("crank"));
    Some(
        open.args(json!({ "id": walk.random.bytes::<16>(), "digests": digests(), "terms": terms })),
    )
}

fn post_replica(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let group = mostly(walk, "ReplicaGroup", |group| {
        group.u64("seats") < group.u64("n") && now + REPLICA_SECONDS < group.int("commit_until")
    })?;
    let owner = walk.book.get(&group)?.key("requester");
    let requester = if walk.random.chance(95) {
        owner
    } else {
        requester(walk)
    };
    let mut terms = terms(walk, &requester, Verification::Quorum);
    terms["origin"] = (Origin::Replica as u8).into();
    terms["parent"] = group.to_string().into();
    terms["max_run_seconds"] = 60.into();
    let id = walk.random.bytes();
    Some(post(walk, requester, requester, id, &terms))
}

/// A replica that waits, mostly on a node open to all whose authority has none of the group yet.
fn accept_replica(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let waiting = walk.book.keys("Job", |job| {
        let group = walk.book.get(&job.key("parent"));
        job.u64("verification") == Verification::Quorum as u64
            && job.u64("state") == OPEN
            && now <= deadline_of_job(job)
            && group.is_some_and(|group| {
                group.u64("seats") < group.u64("n")
                    && now + REPLICA_SECONDS < group.int("commit_until")
            })
    });
    let job = walk.random.pick(&waiting)?;
    let group = walk.book.get(&job)?.key("parent");
    let taken = walk.book.get(&group)?.get("authorities").clone();
    let fits = |walk: &Walk, node: &Pubkey| {
        walk.book.get(node).is_some_and(|record| {
            let authority = Value::Key(record.key("authority"));
            let is_new = !matches!(&taken, Value::List(taken) if taken.contains(&authority));
            is_new && admits(walk, node, record, &job)
        })
    };
    let asked: Vec<Pubkey> = (0..5).filter_map(|_| a_serving_node(walk)).collect();
    let fitting = asked.iter().find(|node| fits(walk, node));
    let node = *fitting.or(asked.first())?;
    let subject = Subject::job(job).with_node(node);
    Some(about(walk, "markets", "accept_job", &subject, json!({})))
}

fn commit(walk: &mut Walk) -> Option<Call> {
    let job = replica(walk, RUNNING, |_| true)?;
    let result = a_result(walk);
    let commitment = walk.stage.world.commitment(&job, &result);
    let submission = json!({ "submission": {
        "result_digest": commitment, "logs_digest": walk.random.bytes::<32>(), "exit_code": 0,
        "output_bytes": 10, "metered_seconds": walk.random.between(0, 100), "codec": 1,
    } });
    let subject = Subject::job(job);
    Some(about(walk, "markets", "submit_job", &subject, submission))
}

/// What a replica committed to, or now and then the other result.
fn reveal(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let groups: Vec<Pubkey> = walk.book.keys("ReplicaGroup", |group| {
        let committed_at = group.int("committed_at");
        let from = match committed_at {
            0 => group.int("commit_until"),
            at => at,
        };
        now <= from + group.int("reveal_seconds") && (committed_at != 0 || now > from)
    });
    let job = mostly(walk, "Job", |job| {
        job.u64("state") == SUBMITTED && groups.contains(&job.key("parent"))
    })?;
    let world = &walk.stage.world;
    let committed = world.read::<Job>(&job).result_digest;
    let result = [RIGHT, WRONG]
        .into_iter()
        .find(|result| world.commitment(&job, result) == committed)
        .filter(|_| walk.random.chance(90));
    let shown = json!({ "result": result.unwrap_or(WRONG), "salt": SALT });
    Some(about(
        walk,
        "markets",
        "reveal_result",
        &Subject::job(job),
        shown,
    ))
}

fn reveal_canary(walk: &mut Walk) -> Option<Call> {
    let job = mostly(walk, "Job", |job| {
        job.u64("verification") == Verification::Canary as u64 && job.u64("state") >= SUBMITTED
    })?;
    let shown = json!({ "expected": a_result(walk), "salt": SALT });
    Some(about(
        walk,
        "markets",
        "reveal_canary",
        &Subject::job(job),
        shown,
    ))
}

fn create_batch(walk: &mut Walk) -> Option<Call> {
    let terms = json!({
        "total": walk.random.between(1, 8), "spec_digest": vec![7; 32], "items_root": vec![12; 32],
    });
    let create = call("markets", "create_batch")
        .account("requester", requester(walk))
        .account("payer", address_for("crank"));
    Some(create.args(json!({ "id": walk.random.bytes::<16>(), "terms": terms })))
}

/// A batch and one of its indices, now and then one past the last.
fn child(walk: &mut Walk) -> Option<(Pubkey, Record, u16)> {
    let batch = any(walk, "Batch")?;
    let record = walk.book.get(&batch)?.clone();
    let index = walk.random.below(record.u64("total") + 1);
    Some((batch, record, u16::try_from(index).expect("small")))
}

fn post_child(walk: &mut Walk) -> Option<Call> {
    let (batch, record, index) = child(walk)?;
    let requester = record.key("requester");
    let mut terms = terms(walk, &requester, Verification::Plain);
    terms["origin"] = (Origin::Batch as u8).into();
    terms["parent"] = batch.to_string().into();
    Some(post(
        walk,
        requester,
        requester,
        child_id(&batch, index),
        &terms,
    ))
}

fn collect_child(walk: &mut Walk) -> Option<Call> {
    let (batch, record, index) = child(walk)?;
    let id = child_id(&batch, index);
    let job = markets::seeds::find_job_address(&record.key("requester"), &id).0;
    let ended = mostly(walk, "Job", |job| {
        job.key("parent") == batch && job.u64("state") > CHALLENGED
    });
    let (job, index) = match ended.filter(|_| walk.random.chance(80)) {
        Some(job) => (job, index_of(walk, &batch, &record, &job).unwrap_or(index)),
        None => (job, index),
    };
    let collect = call("markets", "collect_child")
        .account("batch", batch)
        .account("job", job);
    walk.book.get(&job)?;
    Some(collect.args(json!({ "index": index })))
}

/// Index of a job among the children of a batch.
fn index_of(walk: &Walk, batch: &Pubkey, record: &Record, job: &Pubkey) -> Option<u16> {
    let Value::Bytes(id) = walk.book.get(job)?.get("id") else {
        return None;
    };
    let total = u16::try_from(record.u64("total")).expect("small");
    (0..total).find(|index| child_id(batch, *index).as_slice() == id)
}

fn close_batch(walk: &mut Walk) -> Option<Call> {
    let batch = any(walk, "Batch")?;
    let requester = walk.book.get(&batch)?.key("requester");
    let signer = if walk.random.chance(30) {
        requester
    } else {
        address_for("crank")
    };
    let close = call("markets", "close_batch").account("batch", batch);
    Some(
        walk.stage
            .fill(close, &Subject::default().signed_by(signer)),
    )
}
