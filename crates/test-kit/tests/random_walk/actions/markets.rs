//! What the walk tries on markets.
use {
    super::{
        about, any,
        job_state::{ASSIGNED, OPEN, RUNNING, SUBMITTED},
        mostly, requester,
        session::{publish_key, publish_key_by_session},
        trust::{admits, with_passes, Passing},
        wait_a_little, wait_an_hour, Errands, Table,
    },
    crate::walk::Walk,
    hypernode_test_kit::{
        address_for, call, defaults, hyper_account, pda, Call, Pubkey, Record, Subject, Value,
        HYPER, SALT,
    },
    serde_json::{json, Value as Json},
    std::collections::BTreeSet,
};

/// Jobs, challenges, fees, markets and offers.
pub const TABLE: Table = Table {
    actions: &[
        // markets: a job's life
        (60, "post_job", post_job),
        (15, "post_job_to_offer", post_job_to_offer),
        (90, "accept_job", accept_job),
        (60, "start_job", start_job),
        (55, "submit_job", submit_job),
        (55, "settle_job", settle_job),
        (8, "cancel_job", |walk| for_job(walk, "cancel_job", &[OPEN])),
        (8, "extend_job", extend_job),
        (10, "stop_job", stop_job),
        (12, "release_job", release_job),
        (25, "reassign_job", |walk| {
            crank_job(walk, "reassign_job", &[ASSIGNED, RUNNING], |job| {
                !is_last_attempt(job)
            })
        }),
        (25, "expire_job", |walk| {
            crank_job(walk, "expire_job", &[OPEN], |_| true)
        }),
        (25, "expire_run", expire_run),
        (25, "close_job", |walk| {
            job_any_time(walk, "close_job", &[6, 7, 8, 9])
        }),
        (12, "challenge_job", challenge_job),
        (20, "draw_panel", draw_panel),
        (40, "commit_verdict", commit_verdict),
        (60, "cast_verdict", cast_verdict),
        (4, "close_verdict", close_verdict),
        (20, "resolve_challenge", |walk| {
            let now = i128::from(walk.stage.world.now());
            about_challenged(walk, "resolve_challenge", |challenge| {
                challenge.u64("status") == PENDING && now > challenge.int("deadline_at")
            })
        }),
        (12, "refund_job", refund_job),
        (10, "close_challenge", close_challenge),
        (6, "close_fault", close_fault),
        (20, "sweep_fees", sweep_fees),
        // markets: markets and offers
        (1, "create_market", create_market),
        (2, "update_market", update_market),
        (2, "set_market_status", set_market_status),
        (10, "publish_offer", |walk| offer(walk, "publish_offer")),
        (5, "update_offer", |walk| offer(walk, "update_offer")),
        (3, "close_offer", close_offer),
    ],
    exits: &[
        "settle_job",
        "expire_job",
        "expire_run",
        "refund_job",
        "sweep_fees",
        "close_job",
        "reassign_job",
    ],
    never_paused: &[
        "start_job",
        "submit_job",
        "stop_job",
        "challenge_job",
        "draw_panel",
        "commit_verdict",
        "cast_verdict",
        "close_verdict",
        "resolve_challenge",
        "extend_job",
        "cancel_job",
        "release_job",
    ],
};

/// What follows on a challenge.
pub(super) const TO_A_VERDICT: &[Errands] = &[
    (1, "wait", wait_a_little),
    (1, "draw_panel", draw_panel),
    (8, "commit_verdict", commit_verdict),
    (1, "wait", wait_to_reveal),
    (8, "cast_verdict", cast_verdict),
];

/// What follows on a stopped run whose node does not care.
const TO_AN_EXPIRY: &[Errands] = &[(1, "wait", wait_an_hour), (1, "expire_run", expire_run)];

/// What mostly follows on an acceptance.
const TO_A_RESULT: &[Errands] = &[
    (1, "publish_key", publish_key),
    (1, "start_job", start_job),
    (1, "wait", wait_a_little),
    (1, "publish_key", publish_key_by_session),
    (1, "wait", wait_a_little),
    (1, "submit_job", submit_job),
];

/// Role of a node in a group.
const NODE_ROLE: u64 = 2;
/// Flags of a job.
const STOPPED: u64 = 1;
const VERIFIED: u64 = 2;
const AUDITED: u64 = 16;
/// Kinds of verification that stand before a settlement.
const AUDITED_KIND: u64 = 2;
const QUORUM_KIND: u64 = 3;
/// Status of a challenge that waits for its panel, and of one that found the result wrong.
const PENDING: u64 = 1;
const INVALID: u64 = 3;

/// Origin of a job made from a template, by its stored number.
const OF_TEMPLATE: u64 = 7;

/// When the act of the job's state ends; afterwards only cranks may move it.
pub fn deadline(job: &Record) -> i128 {
    let sum = |fields: &[&str]| fields.iter().map(|field| job.int(field)).sum();
    match job.u64("state") {
        OPEN => sum(&["opened_at", "queue_timeout_seconds"]),
        ASSIGNED => sum(&["assigned_at", "start_grace_seconds"]),
        RUNNING => sum(&["started_at", "max_run_seconds", "submit_grace_seconds"]),
        SUBMITTED => sum(&["submitted_at", "challenge_window_seconds"]),
        _ => i128::MAX,
    }
}

/// A job, mostly in one of the states and one that fits, and mostly within its deadline, or past it.
fn any_job_that(
    walk: &mut Walk,
    states: &[u64],
    past: bool,
    fits: impl Fn(&Record) -> bool,
) -> Option<Pubkey> {
    let now = i128::from(walk.stage.world.now());
    let (strict, timely) = (walk.random.chance(95), walk.random.chance(90));
    let keys = walk.book.keys("Job", |job| {
        (!strict || (states.contains(&job.u64("state")) && fits(job)))
            && (!timely || (now > deadline(job)) == past)
    });
    walk.random.pick(&keys)
}

/// A job, mostly in one of the states, and mostly within its deadline, or past it.
fn any_job_at(walk: &mut Walk, states: &[u64], past: bool) -> Option<Pubkey> {
    any_job_that(walk, states, past, |_| true)
}

/// A job, mostly in one of the states and within its deadline.
pub(super) fn any_job(walk: &mut Walk, states: &[u64]) -> Option<Pubkey> {
    any_job_at(walk, states, false)
}

/// Whether nobody may try again when the attempt fails.
fn is_last_attempt(job: &Record) -> bool {
    job.u64("attempt") == job.u64("attempts_max") || job.u64("flags") & STOPPED != 0
}

fn crank_job(
    walk: &mut Walk,
    name: &str,
    states: &[u64],
    fits: fn(&Record) -> bool,
) -> Option<Call> {
    let job = any_job_that(walk, states, true, fits)?;
    Some(about(walk, "markets", name, &Subject::job(job), json!({})))
}

/// A job, mostly an ended or a challenged one, whatever the time.
fn job_any_time(walk: &mut Walk, name: &str, states: &[u64]) -> Option<Call> {
    let past = walk.random.chance(50);
    let job = any_job_at(walk, states, past)?;
    Some(about(walk, "markets", name, &Subject::job(job), json!({})))
}

/// Runs a pledge of so many HYPER allows at once.
fn runs_of(pledged: u64) -> u64 {
    match pledged {
        0..100 => 0,
        100..1_000 => 1,
        1_000..10_000 => 3,
        10_000..100_000 => 10,
        _ => u64::MAX,
    }
}

/// A node, mostly one that was heard of lately and is backed.
pub(super) fn a_serving_node(walk: &mut Walk) -> Option<Pubkey> {
    let since = i128::from(walk.stage.world.now()) - 900;
    let serving = walk.book.keys("Node", |node| {
        node.u64("status") == 1
            && node.int("last_heartbeat_at") >= since
            && node.u64("active_runs") < node.u64("max_runs")
    });
    let backed = |node: &Pubkey| {
        let runs = walk.book.get(node).map(|node| node.u64("active_runs"));
        let bond = walk.book.get(&pda("staking", &[b"bond", node.as_ref()]));
        bond.is_some_and(|bond| runs < Some(runs_of(bond.u64("pledged") / HYPER)))
    };
    let serving: Vec<Pubkey> = serving.into_iter().filter(backed).collect();
    match walk
        .random
        .pick(&serving)
        .filter(|_| walk.random.chance(92))
    {
        Some(node) => Some(node),
        None => any(walk, "Node"),
    }
}

fn for_job(walk: &mut Walk, name: &str, states: &[u64]) -> Option<Call> {
    let job = any_job(walk, states)?;
    Some(about(walk, "markets", name, &Subject::job(job), json!({})))
}

/// A node and a job whose requester it lets in; three nodes are asked.
fn a_fitting_pair(walk: &mut Walk, open: &[Pubkey]) -> Option<(Pubkey, Pubkey)> {
    (0..3).find_map(|_| {
        let node = a_serving_node(walk)?;
        let record = walk.book.get(&node)?;
        let admitted = open
            .iter()
            .copied()
            .filter(|job| admits(walk, &node, record, job));
        let admitted: Vec<Pubkey> = admitted.collect();
        Some((node, walk.random.pick(&admitted)?))
    })
}

/// A node takes a job, mostly one whose requester may come in. Mostly it goes on to a result.
pub(super) fn accept_job(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let open: Vec<Pubkey> = walk.book.keys("Job", |job| {
        job.u64("state") == OPEN && now <= deadline(job)
    });
    let (node, job) = match walk.random.below(20) {
        0 => (any(walk, "Node")?, any(walk, "Job")?),
        1 => (a_serving_node(walk)?, walk.random.pick(&open)?),
        _ => a_fitting_pair(walk, &open)?,
    };
    let record = walk.book.get(&job)?;
    let passing = Passing {
        node,
        requester: record.key("requester"),
        group: record.key("group"),
    };
    let subject = Subject::job(job).with_node(node);
    let accept = about(walk, "markets", "accept_job", &subject, json!({}));
    if walk.random.chance(60) {
        walk.then(TO_A_RESULT);
    }
    with_passes(walk, accept, &passing)
}

fn start_job(walk: &mut Walk) -> Option<Call> {
    for_job(walk, "start_job", &[ASSIGNED])
}

/// Who posts: a requester, seldom the authority of a node.
fn poster(walk: &mut Walk) -> Pubkey {
    let node = mostly(walk, "Node", |node| node.u64("privacy") == 1).or(any(walk, "Node"));
    let authority = node.and_then(|node| walk.book.get(&node).map(|node| node.key("authority")));
    match authority.filter(|_| walk.random.chance(10)) {
        Some(authority) => authority,
        None => requester(walk),
    }
}

pub(super) fn terms(walk: &mut Walk, funder: &Pubkey) -> (Json, u64) {
    let price = walk.random.between(1, 50_000);
    let seconds = walk.random.between(1, 7_200);
    let mut terms = defaults::job_terms(
        funder,
        price,
        u32::try_from(seconds).expect("small"),
        walk.stage.world.now(),
    );
    if walk.random.chance(40) {
        terms["orchestrator"] = address_for("orchestrator").to_string().into();
    }
    if walk.random.chance(20) {
        terms["queue_timeout_seconds"] = walk.random.between(60, 3_000).into();
    }
    if walk.random.chance(20) {
        terms["sla_start_seconds"] = walk.random.between(1, 60).into();
        terms["sla_credit_bps"] = walk.random.between(1, 5_000).into();
    }
    if walk.random.chance(30) {
        terms["requirements"]["gpu_count"] = walk.random.between(1, 2).into();
    }
    if walk.random.chance(10) {
        terms["exclusive_seconds"] = walk.random.between(1, 600).into();
    }
    if walk.random.chance(16) {
        let now = i128::from(walk.stage.world.now());
        let of_nodes = mostly(walk, "Member", |member| {
            member.u64("role") == NODE_ROLE && now <= member.int("expires_at")
        });
        if let Some(member) = of_nodes.and_then(|key| walk.book.get(&key)) {
            terms["group"] = member.key("group").to_string().into();
        }
    }
    terms["sealed"] = walk.random.chance(30).into();
    (terms, price)
}

pub(super) fn post_job(walk: &mut Walk) -> Option<Call> {
    let (requester, funder) = (poster(walk), requester(walk));
    let (terms, _) = terms(walk, &funder);
    let mut preferred = vec![];
    if walk.random.chance(20) {
        let node = any(walk, "Node")?;
        preferred.push(u64::from_le_bytes(
            node.to_bytes()[..8].try_into().expect("8 bytes"),
        ));
    }
    let market = any(walk, "Market")?;
    let payer = if walk.random.chance(50) {
        requester
    } else {
        address_for("crank")
    };
    let post = call("markets", "post_job")
        .account("requester", requester)
        .account("funder", funder)
        .account("payer", payer)
        .account("market", market)
        .account("funder_token", hyper_account(&funder))
        .args(json!({ "id": walk.random.bytes::<16>(), "digests": digests(), "terms": terms, "preferred": preferred }));
    Some(walk.stage.fill(post, &Subject::default()))
}

pub(super) fn digests() -> Json {
    json!({ "image": vec![5; 32], "input": vec![6; 32], "spec": vec![7; 32] })
}

fn post_job_to_offer(walk: &mut Walk) -> Option<Call> {
    let offer = any(walk, "Offer")?;
    let (market, node) = walk
        .book
        .get(&offer)
        .map(|offer| (offer.key("market"), offer.key("node")))?;
    let (requester, funder) = (requester(walk), requester(walk));
    let (mut terms, price) = terms(walk, &funder);
    if walk.random.chance(90) {
        terms["sla_start_seconds"] = 0.into();
        terms["sla_credit_bps"] = 0.into();
    }
    let post = call("markets", "post_job_to_offer")
        .account("requester", requester)
        .account("funder", funder)
        .account("payer", address_for("crank"))
        .account("market", market)
        .account("offer", offer)
        .account("funder_token", hyper_account(&funder))
        .args(json!({ "id": walk.random.bytes::<16>(), "digests": digests(), "terms": terms, "max_price_per_second": price }));
    let passing = Passing {
        node,
        requester,
        group: terms["group"].as_str()?.parse().ok()?,
    };
    let post = walk.stage.fill(post, &Subject::node(node));
    with_passes(walk, post, &passing)
}

fn stop_job(walk: &mut Walk) -> Option<Call> {
    if walk.random.chance(30) {
        walk.then(TO_AN_EXPIRY);
    }
    for_job(walk, "stop_job", &[RUNNING])
}

fn expire_run(walk: &mut Walk) -> Option<Call> {
    crank_job(walk, "expire_run", &[ASSIGNED, RUNNING], is_last_attempt)
}

fn submit_job(walk: &mut Walk) -> Option<Call> {
    let job = any_job(walk, &[RUNNING])?;
    let exit_code = if walk.random.chance(75) { 0 } else { 1 };
    let submission = json!({ "submission": {
        "result_digest": walk.random.bytes::<32>(), "logs_digest": walk.random.bytes::<32>(), "exit_code": exit_code,
        "output_bytes": 10, "metered_seconds": walk.random.between(0, 10_000), "codec": 1,
    } });
    Some(about(
        walk,
        "markets",
        "submit_job",
        &Subject::job(job),
        submission,
    ))
}

fn settle_job(walk: &mut Walk) -> Option<Call> {
    let accept = walk.random.chance(40);
    let job = any_job_that(walk, &[SUBMITTED], !accept, is_settleable)?;
    let requester = walk.book.get(&job)?.key("requester");
    let signer = if accept {
        requester
    } else {
        address_for("crank")
    };
    settle(walk, job, signer)
}

/// Whether no verification stands before the settlement.
fn is_settleable(job: &Record) -> bool {
    let flags = job.u64("flags");
    match job.u64("verification") {
        AUDITED_KIND => flags & (VERIFIED | AUDITED) != 0,
        QUORUM_KIND => flags & VERIFIED != 0,
        _ => true,
    }
}

/// The settlement of a job; one of a template pays its publisher.
pub(super) fn settle(walk: &Walk, job: Pubkey, signer: Pubkey) -> Option<Call> {
    let subject = Subject::job(job).signed_by(signer);
    let settle = about(walk, "markets", "settle_job", &subject, json!({}));
    let record = walk.book.get(&job)?;
    if record.u64("origin") != OF_TEMPLATE {
        return Some(settle);
    }
    let template = record.key("parent");
    let publisher = walk.book.get(&template)?.key("publisher");
    Some(
        settle
            .account("template", template)
            .account("royalty_token", hyper_account(&publisher)),
    )
}

fn extend_job(walk: &mut Walk) -> Option<Call> {
    let job = any_job(walk, &[OPEN, ASSIGNED, RUNNING])?;
    let extra = walk.random.between(0, 4_000);
    Some(about(
        walk,
        "markets",
        "extend_job",
        &Subject::job(job),
        json!({ "extra_seconds": extra }),
    ))
}

fn release_job(walk: &mut Walk) -> Option<Call> {
    let job = any_job(walk, &[ASSIGNED, RUNNING])?;
    let reason = walk.random.between(0, 6);
    Some(about(
        walk,
        "markets",
        "release_job",
        &Subject::job(job),
        json!({ "reason": reason }),
    ))
}

/// Of a job whose result was found wrong, or mostly.
fn refund_job(walk: &mut Walk) -> Option<Call> {
    about_challenged(walk, "refund_job", |challenge| {
        challenge.u64("status") == INVALID
    })
}

fn draw_panel(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    about_challenged(walk, "draw_panel", |challenge| {
        challenge.u64("status") == PENDING
            && challenge.u64("panel_size") == 0
            && now <= challenge.int("deadline_at")
    })
}

/// A call about a job with a challenge that fits, or mostly.
fn about_challenged(walk: &mut Walk, name: &str, fits: impl Fn(&Record) -> bool) -> Option<Call> {
    let challenge = mostly(walk, "Challenge", fits)?;
    let job = Subject::job(walk.book.get(&challenge)?.key("job"));
    Some(about(walk, "markets", name, &job, json!({})))
}

fn challenge_job(walk: &mut Walk) -> Option<Call> {
    let job = any_job(walk, &[SUBMITTED])?;
    if walk.random.chance(80) {
        walk.then(TO_A_VERDICT);
    }
    let arguments = json!({ "reason": 1, "evidence": walk.random.bytes::<32>() });
    Some(about(
        walk,
        "markets",
        "challenge_job",
        &Subject::job(job),
        arguments,
    ))
}

/// A job whose panel is drawn and may commit, or mostly.
fn a_judged_job(walk: &mut Walk) -> Option<Pubkey> {
    let now = i128::from(walk.stage.world.now());
    let challenge = mostly(walk, "Challenge", |challenge| {
        challenge.u64("status") == PENDING
            && challenge.u64("panel_size") != 0
            && now <= commits_end(challenge)
    })?;
    Some(walk.book.get(&challenge)?.key("job"))
}

fn commit_verdict(walk: &mut Walk) -> Option<Call> {
    let job = a_judged_job(walk)?;
    let validator = any(walk, "Validator")?;
    let owner = walk.book.get(&validator)?.key("owner");
    let valid = walk.random.chance(50);
    walk.book
        .get(&pda("markets", &[b"challenge", job.as_ref()]))?;
    let commitment = walk.stage.world.verdict_commitment(&job, &owner, valid);
    Some(about(
        walk,
        "markets",
        "commit_verdict",
        &Subject::job(job).with_validator(owner),
        json!({ "commitment": commitment }),
    ))
}

/// To where the validators of the next challenge may reveal.
fn wait_to_reveal(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let ends = walk
        .book
        .all("Challenge")
        .map(|(_, challenge)| commits_end(challenge));
    let next = ends.filter(|end| *end >= now).min()?;
    let seconds = i64::try_from(next + 1 - now).expect("a window");
    walk.stage.world.warp_seconds(seconds);
    None
}

/// Last second in which the validators of a challenge commit.
fn commits_end(challenge: &Record) -> i128 {
    let [opened, deadline] = ["opened_at", "deadline_at"].map(|at| challenge.int(at));
    deadline - (deadline - opened) / 2
}

/// What a validator committed to, or now and then the other verdict; mostly of a round that is to be revealed now.
fn cast_verdict(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let revealing: BTreeSet<Pubkey> = walk
        .book
        .all("Challenge")
        .filter(|(_, challenge)| {
            now > commits_end(challenge) && now <= challenge.int("deadline_at")
        })
        .map(|(_, challenge)| challenge.key("job"))
        .collect();
    let key = mostly(walk, "VerdictCommitment", |record| {
        revealing.contains(&record.key("job"))
    })?;
    let record = walk.book.get(&key)?.clone();
    let (job, owner) = (record.key("job"), record.key("voter"));
    walk.book
        .get(&pda("markets", &[b"challenge", job.as_ref()]))?;
    let world = &walk.stage.world;
    let is_valid = Value::Bytes(world.verdict_commitment(&job, &owner, true).to_vec())
        == *record.get("commitment");
    let valid = is_valid == walk.random.chance(95);
    Some(about(
        walk,
        "markets",
        "cast_verdict",
        &Subject::job(job).with_validator(owner),
        json!({ "valid": valid, "salt": SALT }),
    ))
}

fn close_verdict(walk: &mut Walk) -> Option<Call> {
    let commitment = any(walk, "VerdictCommitment")?;
    let close = call("markets", "close_verdict").account("verdict_commitment", commitment);
    Some(walk.stage.fill(close, &Subject::default()))
}

fn close_challenge(walk: &mut Walk) -> Option<Call> {
    let challenge = any(walk, "Challenge")?;
    let job = walk.book.get(&challenge)?.key("job");
    Some(about(
        walk,
        "markets",
        "close_challenge",
        &Subject::job(job),
        json!({}),
    ))
}

fn close_fault(walk: &mut Walk) -> Option<Call> {
    let fault = any(walk, "Fault")?;
    let close = call("markets", "close_fault").account("fault", fault);
    Some(walk.stage.fill(close, &Subject::default()))
}

fn sweep_fees(walk: &mut Walk) -> Option<Call> {
    // Mostly the shard that lags behind: an epoch ends with the last of them.
    let lagging = walk
        .book
        .all("FeeShard")
        .min_by_key(|(_, shard)| shard.u64("epoch"))
        .map(|(_, shard)| shard.u64("shard"));
    let shard = lagging.filter(|_| walk.random.chance(60));
    let shard = shard.unwrap_or_else(|| walk.random.below(8));
    let shard = u8::try_from(shard).expect("small");
    let subject = Subject {
        shard: Some(shard),
        ..Subject::default()
    };
    Some(about(
        walk,
        "markets",
        "sweep_fees",
        &subject,
        json!({ "shard": shard }),
    ))
}

fn create_market(walk: &mut Walk) -> Option<Call> {
    let admin = address_for("market-admin");
    let arguments = json!({ "id": walk.random.bytes::<16>(), "terms": defaults::market_terms() });
    let create = call("markets", "create_market")
        .account("market_admin", admin)
        .account("payer", admin)
        .args(arguments);
    (walk.book.all("Market").count() < 4).then_some(create)
}

fn update_market(walk: &mut Walk) -> Option<Call> {
    let market = any(walk, "Market")?;
    let mut terms = defaults::market_terms();
    terms["challenge_window_seconds"] = walk.random.between(60, 900).into();
    terms["start_grace_seconds"] = walk.random.between(10, 300).into();
    terms["min_duration_seconds"] = walk.random.between(1, 30).into();
    let update = call("markets", "update_market")
        .account("market_admin", address_for("market-admin"))
        .account("market", market);
    Some(update.args(json!({ "terms": terms })))
}

fn set_market_status(walk: &mut Walk) -> Option<Call> {
    let market = any(walk, "Market")?;
    // Closed (3) is for good: too rare to starve the walk.
    let status = if walk.random.chance(97) {
        walk.random.between(1, 2)
    } else {
        3
    };
    let status = if market == walk.stage.market {
        1
    } else {
        status
    };
    let set = call("markets", "set_market_status")
        .account("market_admin", address_for("market-admin"))
        .account("market", market);
    Some(set.args(json!({ "status": status })))
}

fn offer(walk: &mut Walk, name: &str) -> Option<Call> {
    let node = any(walk, "Node")?;
    let operator = walk.book.get(&node)?.key("operator");
    let terms = json!({ "terms": {
        "status": if walk.random.chance(90) { 1 } else { 2 }, "auto_accept": walk.random.chance(90),
        "slots": walk.random.between(1, 8), "price_per_second": walk.random.between(1, 100),
        "min_duration_seconds": 1, "max_duration_seconds": 86_400,
    } });
    Some(about(
        walk,
        "markets",
        name,
        &Subject::node(node).signed_by(operator),
        terms,
    ))
}

fn close_offer(walk: &mut Walk) -> Option<Call> {
    let offer = any(walk, "Offer")?;
    let node = walk.book.get(&offer)?.key("node");
    let signer = walk
        .book
        .get(&node)
        .map_or_else(|| address_for("crank"), |node| node.key("operator"));
    let close = call("markets", "close_offer")
        .account("offer", offer)
        .account("node", node)
        .account("signer", signer);
    Some(walk.stage.fill(close, &Subject::node(node)))
}
