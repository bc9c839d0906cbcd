//! Every instruction of every program with accounts that mostly fit and arguments that mostly make sense.
use {
    crate::walk::Walk,
    hypernode_test_kit::{
        address_for, call, defaults, hyper_account, mint, pda, Call, Pubkey, Record, Signer,
        Subject, HYPER,
    },
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

use job_state::{ASSIGNED, CHALLENGED, OPEN, RUNNING, SUBMITTED};

/// One action: how often it is tried, relative to the others, and what makes its call.
pub type Action = (u64, &'static str, fn(&mut Walk) -> Option<Call>);

/// Requesters, who are funders too.
pub const REQUESTERS: [&str; 4] = ["requester-0", "requester-1", "requester-2", "requester-3"];
/// Stakers; the first ones become validators.
pub const STAKERS: [&str; 8] = [
    "staker-0", "staker-1", "staker-2", "staker-3", "staker-4", "staker-5", "staker-6", "staker-7",
];
/// Most nodes that ever register.
pub const NODES: u64 = 10;

/// All actions.
pub const ACTIONS: &[Action] = &[
    // markets: a job's life
    (60, "post_job", post_job),
    (15, "post_job_to_offer", post_job_to_offer),
    (90, "accept_job", |walk| {
        for_job_and_node(walk, "accept_job", &[OPEN])
    }),
    (60, "start_job", |walk| {
        for_job(walk, "start_job", &[ASSIGNED])
    }),
    (55, "submit_job", submit_job),
    (55, "settle_job", settle_job),
    (8, "cancel_job", |walk| for_job(walk, "cancel_job", &[OPEN])),
    (8, "extend_job", extend_job),
    (6, "stop_job", |walk| for_job(walk, "stop_job", &[RUNNING])),
    (8, "release_job", release_job),
    (25, "reassign_job", |walk| {
        crank_job(walk, "reassign_job", &[ASSIGNED, RUNNING])
    }),
    (25, "expire_job", |walk| {
        crank_job(walk, "expire_job", &[OPEN])
    }),
    (25, "expire_run", |walk| {
        crank_job(walk, "expire_run", &[ASSIGNED, RUNNING])
    }),
    (25, "close_job", |walk| {
        job_any_time(walk, "close_job", &[6, 7, 8, 9])
    }),
    (12, "challenge_job", challenge_job),
    (20, "draw_panel", |walk| {
        for_job(walk, "draw_panel", &[CHALLENGED])
    }),
    (60, "cast_verdict", cast_verdict),
    (20, "resolve_challenge", |walk| {
        for_job(walk, "resolve_challenge", &[CHALLENGED])
    }),
    (12, "refund_job", |walk| {
        for_job(walk, "refund_job", &[CHALLENGED])
    }),
    (10, "close_challenge", close_challenge),
    (6, "close_fault", close_fault),
    (12, "sweep_fees", sweep_fees),
    // markets: markets and offers
    (1, "create_market", create_market),
    (2, "update_market", update_market),
    (2, "set_market_status", set_market_status),
    (10, "publish_offer", |walk| offer(walk, "publish_offer")),
    (5, "update_offer", |walk| offer(walk, "update_offer")),
    (3, "close_offer", close_offer),
    // registry
    (10, "register_node", register_node),
    (120, "record_heartbeat", |walk| {
        for_node(walk, "record_heartbeat")
    }),
    (3, "update_hardware", update_hardware),
    (4, "update_policy", update_policy),
    (2, "update_endpoint", update_endpoint),
    (2, "rotate_operator", rotate_operator),
    (3, "propose_payout", propose_payout),
    (3, "apply_payout", |walk| for_node(walk, "apply_payout")),
    (2, "propose_node_authority", propose_node_authority),
    (2, "accept_node_authority", accept_node_authority),
    (3, "drain_node", |walk| {
        signed_by_operator(walk, "drain_node")
    }),
    (12, "resume_node", |walk| for_node(walk, "resume_node")),
    (2, "deactivate_node", |walk| {
        for_node(walk, "deactivate_node")
    }),
    (1, "suspend_node", suspend_node),
    (4, "reinstate_node", reinstate_node),
    (2, "close_node", |walk| for_node(walk, "close_node")),
    (15, "bind_fingerprint", bind_fingerprint),
    (2, "release_fingerprint", release_fingerprint),
    (1, "close_fingerprint", close_fingerprint),
    (10, "record_health", |walk| {
        check_node(walk, "record_health")
    }),
    (4, "record_benchmark", |walk| {
        check_node(walk, "record_benchmark")
    }),
    // staking
    (25, "open_reward_account", open_reward_account),
    (30, "stake", stake),
    (10, "add_stake", |walk| {
        for_position(walk, "staking", "add_stake")
    }),
    (6, "extend_lock", extend_lock),
    (12, "unstake", unstake),
    (10, "withdraw_stake", |walk| {
        for_position(walk, "staking", "withdraw_stake")
    }),
    (6, "refresh_position", |walk| {
        for_position(walk, "staking", "refresh_position")
    }),
    (5, "close_position", |walk| {
        for_position(walk, "staking", "close_position")
    }),
    (25, "pledge_position", pledge_position),
    (4, "release_pledge", |walk| {
        for_position(walk, "staking", "release_pledge")
    }),
    (6, "clear_pledge", |walk| {
        for_position(walk, "staking", "clear_pledge")
    }),
    (15, "register_validator", register_validator),
    (1, "retire_validator", |walk| {
        for_validator(walk, "retire_validator")
    }),
    (2, "close_validator", |walk| {
        for_validator(walk, "close_validator")
    }),
    (2, "close_bond", close_bond),
    // rewards
    (12, "claim_reward", |walk| {
        for_position(walk, "rewards", "claim_reward")
    }),
    (10, "compound_reward", |walk| {
        for_position(walk, "rewards", "compound_reward")
    }),
    (3, "close_reward_account", close_reward_account),
    (6, "donate_reward", donate_reward),
    (3, "distribute_unlock", distribute_unlock),
    (12, "claim_incentive", claim_incentive),
    (3, "recycle_epoch", recycle_epoch),
    // every program's Config
    (2, "pause", pause),
    (8, "unpause", unpause),
    (2, "update_config", update_config),
    (1, "propose_authority", propose_authority),
    (1, "accept_authority", accept_authority),
    (1, "set_guardian", set_guardian),
    // what only programs may call, tried by a wallet
    (2, "begin_run", |walk| {
        as_wallet(
            walk,
            "registry",
            "begin_run",
            json!({ "cap_runs": 5, "gpus": 0 }),
        )
    }),
    (2, "end_run", |walk| {
        let arguments = json!({ "outcome": 1, "response_ms": 1, "fee": 1, "epoch": 1, "gpus": 0, "counted": true });
        as_wallet(walk, "registry", "end_run", arguments)
    }),
    (1, "note_report", |walk| {
        as_wallet(walk, "registry", "note_report", json!({ "step": 1 }))
    }),
    (1, "penalise_node", |walk| {
        as_wallet(
            walk,
            "registry",
            "penalise_node",
            json!({ "reason": 3, "suspend_until": 0 }),
        )
    }),
    (1, "freeze_bond", |walk| {
        as_wallet(walk, "staking", "freeze_bond", json!({ "delta": 1 }))
    }),
    (1, "reserve_slash", |walk| {
        as_wallet(walk, "staking", "reserve_slash", json!({ "bps": 100 }))
    }),
    (1, "credit_compound", |walk| {
        as_wallet(walk, "staking", "credit_compound", json!({ "amount": 1 }))
    }),
    (1, "sync_weight", |walk| {
        as_wallet(
            walk,
            "rewards",
            "sync_weight",
            json!({ "old": 0, "new": 1_000 }),
        )
    }),
];

fn about(walk: &Walk, program: &str, name: &str, subject: &Subject, arguments: Json) -> Call {
    walk.stage
        .fill(call(program, name).args(arguments), subject)
}

/// When the act of the job's state ends; afterwards only cranks may move it.
fn deadline(job: &Record) -> i128 {
    let sum = |fields: &[&str]| fields.iter().map(|field| job.int(field)).sum();
    match job.u64("state") {
        OPEN => sum(&["opened_at", "queue_timeout_seconds"]),
        ASSIGNED => sum(&["assigned_at", "start_grace_seconds"]),
        RUNNING => sum(&["started_at", "max_run_seconds", "submit_grace_seconds"]),
        SUBMITTED => sum(&["submitted_at", "challenge_window_seconds"]),
        _ => i128::MAX,
    }
}

/// A job, mostly in one of the states, and mostly within its deadline, or past it.
fn any_job_at(walk: &mut Walk, states: &[u64], past: bool) -> Option<Pubkey> {
    let now = i128::from(walk.stage.world.now());
    let (strict, timely) = (walk.random.chance(95), walk.random.chance(90));
    let keys = walk.book.keys("Job", |job| {
        (!strict || states.contains(&job.u64("state")))
            && (!timely || (now > deadline(job)) == past)
    });
    walk.random.pick(&keys)
}

/// A job, mostly in one of the states and within its deadline.
fn any_job(walk: &mut Walk, states: &[u64]) -> Option<Pubkey> {
    any_job_at(walk, states, false)
}

fn crank_job(walk: &mut Walk, name: &str, states: &[u64]) -> Option<Call> {
    let job = any_job_at(walk, states, true)?;
    Some(about(walk, "markets", name, &Subject::job(job), json!({})))
}

/// A job, mostly an ended or a challenged one, whatever the time.
fn job_any_time(walk: &mut Walk, name: &str, states: &[u64]) -> Option<Call> {
    let past = walk.random.chance(50);
    let job = any_job_at(walk, states, past)?;
    Some(about(walk, "markets", name, &Subject::job(job), json!({})))
}

fn any(walk: &mut Walk, kind: &str) -> Option<Pubkey> {
    let keys = walk.book.keys(kind, |_| true);
    walk.random.pick(&keys)
}

/// A node, mostly one that was heard of lately and is backed.
fn a_serving_node(walk: &mut Walk) -> Option<Pubkey> {
    let since = i128::from(walk.stage.world.now()) - 900;
    let serving = walk.book.keys("Node", |node| {
        node.u64("status") == 1 && node.int("last_heartbeat_at") >= since
    });
    let backed = |node: &Pubkey| {
        walk.book
            .get(&pda("staking", &[b"bond", node.as_ref()]))
            .is_some()
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

fn requester(walk: &mut Walk) -> Pubkey {
    address_for(walk.random.pick(&REQUESTERS).expect("requesters"))
}

fn staker(walk: &mut Walk) -> Pubkey {
    address_for(walk.random.pick(&STAKERS).expect("stakers"))
}

fn for_job(walk: &mut Walk, name: &str, states: &[u64]) -> Option<Call> {
    let job = any_job(walk, states)?;
    Some(about(walk, "markets", name, &Subject::job(job), json!({})))
}

fn for_job_and_node(walk: &mut Walk, name: &str, states: &[u64]) -> Option<Call> {
    let job = any_job(walk, states)?;
    let node = a_serving_node(walk)?;
    Some(about(
        walk,
        "markets",
        name,
        &Subject::job(job).with_node(node),
        json!({}),
    ))
}

fn for_node(walk: &mut Walk, name: &str) -> Option<Call> {
    let node = any(walk, "Node")?;
    Some(about(
        walk,
        "registry",
        name,
        &Subject::node(node),
        json!({}),
    ))
}

fn for_position(walk: &mut Walk, program: &str, name: &str) -> Option<Call> {
    let position = any(walk, "Position")?;
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

fn terms(walk: &mut Walk, funder: &Pubkey) -> (Json, u64) {
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
    (terms, price)
}

fn post_job(walk: &mut Walk) -> Option<Call> {
    let (requester, funder) = (requester(walk), requester(walk));
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

fn digests() -> Json {
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
    Some(walk.stage.fill(post, &Subject::node(node)))
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
    let job = any_job_at(walk, &[SUBMITTED], !accept)?;
    let requester = walk.book.get(&job)?.key("requester");
    let signer = if accept {
        requester
    } else {
        address_for("crank")
    };
    Some(about(
        walk,
        "markets",
        "settle_job",
        &Subject::job(job).signed_by(signer),
        json!({}),
    ))
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

fn challenge_job(walk: &mut Walk) -> Option<Call> {
    let job = any_job(walk, &[SUBMITTED])?;
    let arguments = json!({ "reason": 1, "evidence": walk.random.bytes::<32>() });
    Some(about(
        walk,
        "markets",
        "challenge_job",
        &Subject::job(job),
        arguments,
    ))
}

fn cast_verdict(walk: &mut Walk) -> Option<Call> {
    let job = any_job(walk, &[CHALLENGED])?;
    let validator = any(walk, "Validator")?;
    let owner = walk.book.get(&validator)?.key("owner");
    let valid = walk.random.chance(50);
    Some(about(
        walk,
        "markets",
        "cast_verdict",
        &Subject::job(job).with_validator(owner),
        json!({ "valid": valid }),
    ))
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
    let shard = u8::try_from(walk.random.below(8)).expect("small");
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

fn register_node(walk: &mut Walk) -> Option<Call> {
    let name = format!("node-{}", walk.random.below(NODES));
    walk.stage.world.actor(&format!("{name}-authority"));
    walk.stage.world.actor(&format!("{name}-operator"));
    Some(walk.stage.register_call(&name))
}

fn signed_by_operator(walk: &mut Walk, name: &str) -> Option<Call> {
    let node = any(walk, "Node")?;
    let operator = walk.book.get(&node)?.key("operator");
    Some(about(
        walk,
        "registry",
        name,
        &Subject::node(node).signed_by(operator),
        json!({}),
    ))
}

fn update_hardware(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let mut hardware = defaults::node_registration(&node)["hardware"].take();
    hardware["gpu_count"] = walk.random.between(1, 4).into();
    hardware["ram_mib"] = walk.random.between(1_024, 100_000).into();
    Some(about(
        walk,
        "registry",
        "update_hardware",
        &Subject::node(node),
        json!({ "hardware": hardware }),
    ))
}

fn update_policy(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let authority = walk.book.get(&node)?.key("authority");
    let mut policy = defaults::node_registration(&node)["policy"].take();
    policy["max_runs"] = walk.random.between(1, 8).into();
    policy["price_floor"] = walk.random.between(1, 20).into();
    Some(about(
        walk,
        "registry",
        "update_policy",
        &Subject::node(node).signed_by(authority),
        json!({ "policy": policy }),
    ))
}

fn update_endpoint(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let mut endpoint = defaults::node_registration(&node)["endpoint"].take();
    endpoint["tls_key_hash"] = json!(walk.random.bytes::<32>());
    Some(about(
        walk,
        "registry",
        "update_endpoint",
        &Subject::node(node),
        json!({ "endpoint": endpoint }),
    ))
}

fn rotate_operator(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let name = format!("operator-{}", walk.random.below(6));
    let operator = walk.stage.world.actor(&name).pubkey();
    let rotate = call("registry", "rotate_operator").account("new_operator", operator);
    Some(walk.stage.fill(rotate, &Subject::node(node)))
}

fn propose_payout(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let payout = address_for(&format!("payout-{}", walk.random.below(4)));
    walk.stage.world.fund_hyper(&payout, 0);
    Some(about(
        walk,
        "registry",
        "propose_payout",
        &Subject::node(node),
        json!({ "payout": payout.to_string() }),
    ))
}

fn propose_node_authority(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let name = format!("authority-{}", walk.random.below(4));
    let key = walk.stage.world.actor(&name).pubkey();
    Some(about(
        walk,
        "registry",
        "propose_node_authority",
        &Subject::node(node),
        json!({ "key": key.to_string() }),
    ))
}

fn accept_node_authority(walk: &mut Walk) -> Option<Call> {
    let nodes = walk.book.keys("Node", |node| {
        node.key("pending_authority") != Pubkey::default()
    });
    let node = walk.random.pick(&nodes)?;
    let pending = walk.book.get(&node)?.key("pending_authority");
    Some(
        call("registry", "accept_node_authority")
            .account("node", node)
            .account("pending_authority", pending),
    )
}

fn suspend_node(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let until = walk.stage.world.now() + i64::try_from(walk.random.below(10_000)).expect("small");
    let authority = walk.authority("registry");
    Some(
        call("registry", "suspend_node")
            .account("node", node)
            .account("authority", authority)
            .args(json!({ "until": until })),
    )
}

fn reinstate_node(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    Some(
        call("registry", "reinstate_node")
            .account("node", node)
            .account("authority", walk.authority("registry")),
    )
}

fn bind_fingerprint(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let hash = vec![u8::try_from(walk.random.between(1, 30)).expect("small"); 32];
    Some(about(
        walk,
        "registry",
        "bind_fingerprint",
        &Subject::node(node),
        json!({ "hash": hash }),
    ))
}

fn release_fingerprint(walk: &mut Walk) -> Option<Call> {
    let fingerprint = any(walk, "Fingerprint")?;
    let node = walk.book.get(&fingerprint)?.key("node");
    let signer = walk.book.get(&node)?.key("authority");
    Some(
        call("registry", "release_fingerprint")
            .account("fingerprint", fingerprint)
            .account("node", node)
            .account("signer", signer),
    )
}

fn close_fingerprint(walk: &mut Walk) -> Option<Call> {
    let fingerprint = any(walk, "Fingerprint")?;
    Some(walk.stage.fill(
        call("registry", "close_fingerprint").account("fingerprint", fingerprint),
        &Subject::default(),
    ))
}

fn check_node(walk: &mut Walk, name: &str) -> Option<Call> {
    let node = any(walk, "Node")?;
    let validator = any(walk, "Validator")?;
    let owner = walk.book.get(&validator)?.key("owner");
    let bond = pda("staking", &[b"bond", validator.as_ref()]);
    let arguments = json!({ "passed": walk.random.chance(60), "digest": walk.random.bytes::<32>(), "class": 1, "units": walk.random.between(0, 9) });
    let check = call("registry", name).account("bond", bond).args(arguments);
    Some(
        walk.stage
            .fill(check, &Subject::node(node).with_validator(owner)),
    )
}

fn new_position(walk: &mut Walk) -> (Pubkey, u16, Pubkey) {
    // Cold keys of nodes stake too, or no node would ever be backed.
    let nodes = walk.book.keys("Node", |_| true);
    let of_node = walk
        .random
        .pick(&nodes)
        .and_then(|node| walk.book.get(&node).map(|node| node.key("authority")));
    let owner = of_node
        .filter(|_| walk.random.chance(50))
        .unwrap_or_else(|| staker(walk));
    let index = u16::try_from(walk.random.below(3)).expect("small");
    (
        owner,
        index,
        pda(
            "staking",
            &[b"position", owner.as_ref(), &index.to_le_bytes()],
        ),
    )
}

fn open_reward_account(walk: &mut Walk) -> Option<Call> {
    let (_, _, position) = new_position(walk);
    Some(about(
        walk,
        "rewards",
        "open_reward_account",
        &Subject::position(position),
        json!({}),
    ))
}

fn stake(walk: &mut Walk) -> Option<Call> {
    let accounts = walk.book.keys("RewardAccount", |_| true);
    let (mut owner, mut index, mut position) = new_position(walk);
    // Mostly one whose reward account is open already.
    for _ in 0..20 {
        if accounts.contains(&pda("rewards", &[b"reward", position.as_ref()])) {
            break;
        }
        (owner, index, position) = new_position(walk);
    }
    let amount = walk
        .random
        .pick(&[99, 100, 1_000, 5_000, 10_000, 20_000])
        .expect("amounts")
        * HYPER;
    let lock = u16::try_from(
        walk.random
            .pick(&[13, 14, 30, 90, 180, 365, 366])
            .expect("locks"),
    )
    .expect("small");
    walk.stage.world.actor_of(&owner)?;
    walk.fund(&owner, amount);
    Some(walk.stage.stake_call(&owner, index, amount, lock))
}

fn extend_lock(walk: &mut Walk) -> Option<Call> {
    let position = any(walk, "Position")?;
    let days = walk.random.between(14, 366);
    Some(about(
        walk,
        "staking",
        "extend_lock",
        &Subject::position(position),
        json!({ "lock_days": days }),
    ))
}

fn unstake(walk: &mut Walk) -> Option<Call> {
    let call = for_position(walk, "staking", "unstake")?;
    let position = call.address_of("position")?;
    let amount = walk.book.get(&position)?.u64("amount");
    let whole = walk.random.chance(50);
    Some(if whole {
        call.args(json!({ "amount": amount }))
    } else {
        call
    })
}

fn pledge_position(walk: &mut Walk) -> Option<Call> {
    let position = any(walk, "Position")?;
    let owner = walk.book.get(&position)?.key("owner");
    let own = walk
        .book
        .keys("Node", |node| node.key("authority") == owner);
    let node = match walk.random.pick(&own).filter(|_| walk.random.chance(80)) {
        Some(node) => node,
        None => any(walk, "Node")?,
    };
    Some(about(
        walk,
        "staking",
        "pledge_position",
        &Subject::position(position).with_pledge(node),
        json!({}),
    ))
}

fn register_validator(walk: &mut Walk) -> Option<Call> {
    let rich = walk.book.keys("Position", |position| {
        position.u64("amount") >= 10_000 * HYPER
    });
    let position = walk.random.pick(&rich)?;
    let owner = walk.book.get(&position)?.key("owner");
    let fits = STAKERS[..5].iter().any(|name| address_for(name) == owner);
    fits.then(|| {
        about(
            walk,
            "staking",
            "register_validator",
            &Subject::position(position).with_validator(owner),
            json!({}),
        )
    })
}

fn for_validator(walk: &mut Walk, name: &str) -> Option<Call> {
    let validator = any(walk, "Validator")?;
    let (owner, position) = walk
        .book
        .get(&validator)
        .map(|record| (record.key("owner"), record.key("position")))?;
    let call = call("staking", name).account("validator", validator);
    Some(
        walk.stage
            .fill(call, &Subject::position(position).with_validator(owner)),
    )
}

fn close_bond(walk: &mut Walk) -> Option<Call> {
    let bond = any(walk, "Bond")?;
    Some(walk.stage.fill(
        call("staking", "close_bond").account("bond", bond),
        &Subject::default(),
    ))
}

fn close_reward_account(walk: &mut Walk) -> Option<Call> {
    let account = any(walk, "RewardAccount")?;
    let position = walk.book.get(&account)?.key("position");
    let mut close = call("rewards", "close_reward_account")
        .account("reward_account", account)
        .account("signer", address_for("crank"));
    if walk.book.get(&position).is_some() {
        close = close.account("position", position);
    }
    Some(walk.stage.fill(close, &Subject::default()))
}

fn donate_reward(walk: &mut Walk) -> Option<Call> {
    let donor = requester(walk);
    let amount = walk.random.below(100 * HYPER);
    let donate = call("rewards", "donate_reward")
        .account("donor", donor)
        .account("source", hyper_account(&donor));
    Some(donate.args(json!({ "amount": amount })))
}

fn distribute_unlock(walk: &mut Walk) -> Option<Call> {
    let authority = walk.stage.world.actor("unlock-authority").pubkey();
    let amount = walk.random.below(50_000 * HYPER);
    walk.fund(&authority, amount);
    let distribute = call("rewards", "distribute_unlock")
        .account("unlock_authority", authority)
        .account("source", hyper_account(&authority))
        .account("operations", hyper_account(&address_for("operations")))
        .account("mint", mint())
        .args(json!({ "period": walk.random.between(0, 3), "amount": amount }));
    Some(walk.stage.fill(distribute, &Subject::default()))
}

fn claim_incentive(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let pools: Vec<u64> = walk
        .book
        .all("EpochPool")
        .map(|(_, pool)| pool.u64("epoch"))
        .collect();
    let epoch = walk.random.pick(&pools)?;
    Some(about(
        walk,
        "rewards",
        "claim_incentive",
        &Subject::node(node),
        json!({ "epoch": epoch }),
    ))
}

fn recycle_epoch(walk: &mut Walk) -> Option<Call> {
    let pools: Vec<u64> = walk
        .book
        .all("EpochPool")
        .map(|(_, pool)| pool.u64("epoch"))
        .collect();
    let epoch = walk.random.pick(&pools)?;
    let next = epoch + walk.random.between(1, 6);
    Some(about(
        walk,
        "rewards",
        "recycle_epoch",
        &Subject::default(),
        json!({ "epoch": epoch, "next_epoch": next }),
    ))
}

fn program(walk: &mut Walk) -> &'static str {
    walk.random
        .pick(&["registry", "markets", "staking", "rewards"])
        .expect("programs")
}

fn pause(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let arguments = json!({ "entries": walk.random.chance(60), "exits": walk.random.chance(40) });
    let signer = if walk.random.chance(50) {
        address_for("guardian")
    } else {
        walk.authority(program)
    };
    Some(
        call(program, "pause")
            .account("guardian", signer)
            .args(arguments),
    )
}

fn unpause(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    Some(call(program, "unpause").account("authority", walk.authority(program)))
}

fn update_config(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let mut params = match program {
        "registry" => defaults::registry_params(),
        "markets" => defaults::markets_params(),
        "staking" => defaults::staking_params(),
        _ => defaults::rewards_params(),
    };
    match program {
        "registry" => params["offline_after_seconds"] = walk.random.between(600, 3_600).into(),
        "markets" => params["burn_bps"] = walk.random.between(0, 10_001).into(),
        "staking" => params["unbonding_seconds"] = walk.random.between(604_000, 700_000).into(),
        _ => params["stream_seconds"] = walk.random.between(604_000, 3_000_000).into(),
    }
    Some(
        call(program, "update_config")
            .account("authority", walk.authority(program))
            .args(json!({ "params": params })),
    )
}

fn propose_authority(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let key = address_for(
        walk.random
            .pick(&["deployer", "authority-0"])
            .expect("keys"),
    );
    walk.stage.world.actor("authority-0");
    let arguments = json!({ "key": key.to_string() });
    Some(
        call(program, "propose_authority")
            .account("authority", walk.authority(program))
            .args(arguments),
    )
}

fn accept_authority(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let pending = walk.config_key(program, "pending_authority");
    walk.stage.world.actor_of(&pending)?;
    Some(call(program, "accept_authority").account("pending_authority", pending))
}

fn set_guardian(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let key = address_for("guardian").to_string();
    Some(
        call(program, "set_guardian")
            .account("authority", walk.authority(program))
            .args(json!({ "key": key })),
    )
}

fn as_wallet(walk: &mut Walk, program: &str, name: &str, arguments: Json) -> Option<Call> {
    let node = any(walk, "Node")?;
    let position = any(walk, "Position")?;
    let wallet = call(program, name)
        .account("caller", address_for("crank"))
        .args(arguments);
    let subject = Subject::position(position)
        .with_node(node)
        .with_pledge(node);
    Some(walk.stage.fill(wallet, &subject))
}

/// Whether an instruction only ends obligations: it must work while entries are paused.
pub fn is_exit(name: &str) -> bool {
    matches!(
        name,
        "settle_job"
            | "expire_job"
            | "expire_run"
            | "refund_job"
            | "withdraw_stake"
            | "unstake"
            | "claim_reward"
            | "claim_incentive"
            | "release_pledge"
            | "clear_pledge"
            | "sweep_fees"
            | "close_job"
            | "reassign_job"
            | "close_position"
            | "close_validator"
            | "retire_validator"
            | "close_bond"
            | "close_node"
    )
}

/// Whether no pause may stop an instruction.
pub fn is_never_paused(name: &str) -> bool {
    matches!(
        name,
        "record_heartbeat"
            | "start_job"
            | "submit_job"
            | "stop_job"
            | "challenge_job"
            | "draw_panel"
            | "cast_verdict"
            | "resolve_challenge"
            | "extend_job"
            | "cancel_job"
            | "release_job"
    )
}

/// Record of a job that is not over.
pub fn is_live(job: &Record) -> bool {
    (OPEN..=CHALLENGED).contains(&job.u64("state"))
}
