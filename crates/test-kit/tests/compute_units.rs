//! What every instruction costs: the frequent ones at 1, 100 and 1,000 open jobs with as many nodes and stakers beside
//! them, every other one in the state its scenario builds.
//!
//! The figures are committed in `programs/compute-units.json`; `make snapshot` measures and rewrites them.
use {
    hypernode_test_kit::{
        address_for, call, id_for, pda, program_id_for, repository_root, scenarios, Outcome,
        Pubkey, Signer, Stage, Subject, HYPER, SALT,
    },
    serde_json::{json, Map, Value as Json},
    std::collections::BTreeMap,
};

/// Open jobs, nodes and stakers beside the measured ones.
const CROWDS: [usize; 3] = [1, 100, 1_000];
/// Units the instruction that asks for a compute budget costs itself.
const BUDGET_INSTRUCTION: u64 = 150;
/// A figure may rise this much over the committed one, percent.
const TOLERANCE_PERCENT: u64 = 5;
/// A figure may move this much between the smallest and the largest crowd.
const CROWD_TOLERANCE: u64 = 200;

/// Ceilings of protocol.md, chapter 13.
const CEILINGS: [(&str, u64); 41] = [
    ("markets.post_job", 13_000),
    ("markets.post_job_to_offer", 15_000),
    ("markets.accept_job", 10_500),
    ("markets.start_job", 5_000),
    ("markets.submit_job", 7_000),
    ("markets.settle_job", 15_000),
    ("markets.cancel_job", 9_000),
    ("markets.expire_job", 9_000),
    ("markets.extend_job", 9_000),
    ("markets.stop_job", 9_000),
    ("markets.close_job", 9_000),
    ("markets.reassign_job", 15_000),
    ("markets.refund_job", 15_000),
    ("markets.expire_run", 15_000),
    ("markets.resolve_challenge", 15_000),
    ("markets.challenge_job", 10_000),
    ("markets.cast_verdict", 7_000),
    ("markets.sweep_fees", 18_000),
    ("registry.record_heartbeat", 5_500),
    ("registry.register_node", 12_000),
    ("staking.stake", 15_000),
    ("staking.add_stake", 15_000),
    ("staking.unstake", 11_000),
    ("staking.withdraw_stake", 11_000),
    ("staking.pledge_position", 9_000),
    ("rewards.claim_reward", 8_000),
    ("rewards.compound_reward", 15_000),
    // Without a ceiling of their own in the chapter: held to the cheapest of their kind there.
    ("markets.release_job", 15_000),
    ("markets.draw_panel", 10_000),
    ("markets.commit_verdict", 7_000),
    ("markets.close_challenge", 9_000),
    ("markets.close_fault", 9_000),
    ("markets.publish_offer", 9_000),
    ("markets.update_offer", 9_000),
    ("markets.close_offer", 9_000),
    ("registry.bind_fingerprint", 9_000),
    ("staking.extend_lock", 11_000),
    ("staking.release_pledge", 9_000),
    ("staking.clear_pledge", 9_000),
    ("rewards.open_reward_account", 9_000),
    ("rewards.donate_reward", 8_000),
];
/// Bound of post, accept, start, submit and settle together.
const LIFECYCLE_CEILING: u64 = 60_000;
/// Bound of the fees of that life.
const LIFECYCLE_LAMPORTS: u64 = 25_000;

/// Figures of one crowd, in order of measurement.
#[derive(Default)]
struct Figures {
    units: BTreeMap<String, u64>,
    lifecycle: Map<String, Json>,
}

impl Figures {
    #[track_caller]
    fn note(&mut self, name: &str, outcome: Outcome) -> Outcome {
        let outcome = outcome.accepted();
        let known = self
            .units
            .insert(name.to_owned(), outcome.compute_units - BUDGET_INSTRUCTION);
        assert!(known.is_none(), "{name} is measured twice");
        outcome
    }
}

#[test]
fn costs_what_is_committed_whatever_the_crowd() {
    let measured: Vec<Figures> = CROWDS.iter().map(|crowd| measure(*crowd)).collect();
    let mut problems = vec![];
    for (name, ceiling) in CEILINGS {
        match measured[0].units.get(name) {
            None => problems.push(format!("{name} has a ceiling but is not measured")),
            Some(units) if *units > ceiling => {
                problems.push(format!("{name}: {units}, ceiling {ceiling}"))
            }
            Some(_) => {}
        }
    }
    let mut instructions = Map::new();
    for name in measured[0].units.keys() {
        let figures: Vec<u64> = measured.iter().map(|crowd| crowd.units[name]).collect();
        let (low, high) = (figures.iter().min().unwrap(), figures.iter().max().unwrap());
        if high - low > CROWD_TOLERANCE {
            problems.push(format!("{name} depends on the crowd: {figures:?}"));
        }
        instructions.insert(name.clone(), json!(figures));
    }
    for (name, units) in measure_others(&measured[0].units) {
        instructions.insert(name, json!([units]));
    }
    let life = &measured[0].lifecycle;
    if life["compute_units"].as_u64() > Some(LIFECYCLE_CEILING)
        || life["fee_lamports"].as_u64() > Some(LIFECYCLE_LAMPORTS)
    {
        problems.push(format!("the life of a job costs too much: {life:?}"));
    }
    let snapshot = json!({
        "about": "Compute units per instruction, of the frequent ones beside 1, 100 and 1,000 open jobs, nodes and stakers, measured on LiteSVM with its cheap token program; a job's address and escrow have bump 255, each bump tried in vain adds 320 to 335",
        "crowds": CROWDS,
        "instructions": instructions,
        "lifecycle": life,
    });
    let path = repository_root().join("programs/compute-units.json");
    if std::env::var_os("HYPERNODE_REWRITE_SNAPSHOT").is_some() {
        std::fs::write(&path, text_of(&snapshot)).expect("the snapshot is writable");
    }
    let committed: Json = serde_json::from_str(
        &std::fs::read_to_string(&path)
            .expect("programs/compute-units.json; `make snapshot` writes it"),
    )
    .expect("JSON");
    for (name, figures) in snapshot["instructions"].as_object().unwrap() {
        let Some(before) = committed["instructions"][name].as_array() else {
            problems.push(format!(
                "{name} is not in the snapshot: run `make snapshot`"
            ));
            continue;
        };
        for (before, now) in before.iter().zip(figures.as_array().unwrap()) {
            let (before, now) = (before.as_u64().unwrap(), now.as_u64().unwrap());
            if now * 100 > before * (100 + TOLERANCE_PERCENT) {
                problems.push(format!("{name}: {now}, committed {before}"));
            }
        }
    }
    for name in committed["instructions"].as_object().unwrap().keys() {
        if snapshot["instructions"][name].is_null() {
            problems.push(format!("{name} is committed but not measured any more"));
        }
    }
    assert!(
        problems.is_empty(),
        "compute units:\n  {}",
        problems.join("\n  ")
    );
}

/// One line an instruction, so that a change shows as one line.
fn text_of(snapshot: &Json) -> String {
    let line =
        |(name, value): (&String, &Json)| format!("    {}: {value}", Json::from(name.as_str()));
    let lines = |section: &str| {
        snapshot[section]
            .as_object()
            .unwrap()
            .iter()
            .map(line)
            .collect::<Vec<_>>()
            .join(",\n")
    };
    format!(
        "{{\n  \"about\": {},\n  \"crowds\": {},\n  \"instructions\": {{\n{}\n  }},\n  \"lifecycle\": {{\n{}\n  }}\n}}\n",
        snapshot["about"],
        snapshot["crowds"],
        lines("instructions"),
        lines("lifecycle")
    )
}

/// Measures every instruction that the crowds leave out, in its plain scenario.
fn measure_others(known: &BTreeMap<String, u64>) -> BTreeMap<String, u64> {
    let left = scenarios::all()
        .into_iter()
        .filter(|scenario| scenario.variant.is_empty() && !known.contains_key(&scenario.name()));
    left.map(|scenario| {
        let (mut stage, call) = scenario.build();
        let outcome = scenarios::send(&mut stage.world, &call).accepted();
        (scenario.name(), outcome.compute_units - BUDGET_INSTRUCTION)
    })
    .collect()
}

/// Measures the frequent instructions with a crowd of open jobs, nodes and stakers around.
fn measure(crowd: usize) -> Figures {
    let mut stage = Stage::new();
    let requester = stage.world.actor("requester").pubkey();
    stage.world.fund_hyper(&requester, 10_000 * HYPER);
    for index in 0..crowd {
        stage.register_node(&format!("crowd-node-{index}"));
        stage.stake(&format!("crowd-staker-{index}"), 0, 100 * HYPER, 14);
        stage.post_job("crowd-requester", &format!("crowd-job-{index}"), 1, 60);
    }
    let mut figures = Figures::default();
    life_of_a_job(&mut stage, &mut figures);
    other_ends(&mut stage, &mut figures);
    offers(&mut stage, &mut figures);
    challenges(&mut stage, &mut figures);
    staking_and_rewards(&mut stage, &mut figures);
    figures
}

/// A node as it registers, beats, is backed; then a job from post to close, with its costs in lamports.
fn life_of_a_job(stage: &mut Stage, figures: &mut Figures) {
    let authority = stage.world.actor("node-authority").pubkey();
    stage.world.actor("node-operator");
    let node = stage.register_call("node");
    let address = node.address_of("node").unwrap();
    let registered = stage.run(node);
    figures.note("registry.register_node", registered);
    stage.world.fund_hyper(&address_for("node-payout"), 0);
    stage.world.warp_seconds(300);
    let beat = stage.step("registry", "record_heartbeat", &Subject::node(address));
    figures.note("registry.record_heartbeat", beat);
    let bound = stage.step_with(
        "registry",
        "bind_fingerprint",
        &Subject::node(address),
        json!({ "hash": vec![9; 32] }),
    );
    figures.note("registry.bind_fingerprint", bound);
    stage.world.fund_hyper(&authority, 20_000 * HYPER);
    let position = pda(
        "staking",
        &[b"position", authority.as_ref(), &0u16.to_le_bytes()],
    );
    let opened = stage.step(
        "rewards",
        "open_reward_account",
        &Subject::position(position),
    );
    figures.note("rewards.open_reward_account", opened);
    let stake = stage.stake_call(&authority, 0, 10_000 * HYPER, 365);
    let staked = stage.run(stake);
    figures.note("staking.stake", staked);
    let pledged = stage.step(
        "staking",
        "pledge_position",
        &Subject::position(position).with_pledge(address),
    );
    figures.note("staking.pledge_position", pledged);

    let requester = stage.world.actor("requester").pubkey();
    let post = stage.post_call(&requester, job_id("job"), 277, 7_200);
    let job = Subject::job(post.address_of("job").unwrap());
    let before = lamports_of_requester(stage);
    let mut life = vec![];
    life.push(stage.run(post));
    figures.note("markets.post_job", life[0].clone());
    let live = lamports_of_requester(stage);
    stage.world.warp_seconds(20);
    life.push(stage.step("markets", "accept_job", &job.clone().with_node(address)));
    figures.note("markets.accept_job", life[1].clone());
    life.push(stage.step("markets", "start_job", &job));
    figures.note("markets.start_job", life[2].clone());
    stage.world.warp_seconds(60);
    life.push(submit(stage, &job));
    figures.note("markets.submit_job", life[3].clone());
    stage.world.warp_seconds(601);
    life.push(stage.step("markets", "settle_job", &job));
    figures.note("markets.settle_job", life[4].clone());
    stage.world.warp_seconds(86_401);
    let closed = stage.step("markets", "close_job", &job);
    figures.note("markets.close_job", closed);
    let after = lamports_of_requester(stage);
    assert_eq!(before, after, "all rent of the job came back");
    figures.lifecycle.insert(
        "compute_units".into(),
        life.iter()
            .map(|step| step.compute_units - BUDGET_INSTRUCTION)
            .sum::<u64>()
            .into(),
    );
    figures.lifecycle.insert(
        "fee_lamports".into(),
        life.iter().map(|step| step.fee - 5_000).sum::<u64>().into(),
    );
    figures
        .lifecycle
        .insert("rent_while_live_lamports".into(), (before - live).into());
    figures
        .lifecycle
        .insert("rent_returned_lamports".into(), (after - live).into());
}

/// Lamports of the requester, who pays the rent of the measured job.
fn lamports_of_requester(stage: &Stage) -> u64 {
    stage.world.lamports(&address_for("requester"))
}

fn submit(stage: &mut Stage, job: &Subject) -> Outcome {
    stage.step_with(
        "markets",
        "submit_job",
        job,
        json!({ "submission": {
            "result_digest": vec![8; 32], "logs_digest": vec![9; 32], "exit_code": 0, "output_bytes": 1_234,
            "metered_seconds": 60, "codec": 1,
        } }),
    )
}

/// Posts a job under a name.
fn post(stage: &mut Stage, name: &str) -> Subject {
    let requester = stage.world.actor("requester").pubkey();
    let post = stage.post_call(&requester, job_id(name), 277, 3_600);
    let job = post.address_of("job").unwrap();
    stage.run(post).accepted();
    Subject::job(job)
}

fn node_address() -> Pubkey {
    let authority = address_for("node-authority");
    pda("registry", &[b"node", authority.as_ref(), &id_for("node")])
}

/// Id under which the requester's job and its escrow have the highest bump. Every bump tried in vain costs some 330 units
/// more, so a figure measured under any id would show the luck of that id.
fn job_id(name: &str) -> [u8; 16] {
    let requester = address_for("requester");
    let markets = program_id_for("markets");
    let first_try = |id: &[u8; 16]| {
        let (job, bump) = Pubkey::find_program_address(&[b"job", requester.as_ref(), id], &markets);
        let (_, escrow_bump) = Pubkey::find_program_address(&[b"escrow", job.as_ref()], &markets);
        bump == 255 && escrow_bump == 255
    };
    (0..)
        .map(|try_| id_for(&format!("{name} {try_}")))
        .find(first_try)
        .expect("one in four ids")
}

/// Fee shard of the settled job.
fn job_shard() -> u8 {
    let requester = address_for("requester");
    pda("markets", &[b"job", requester.as_ref(), &job_id("job")]).to_bytes()[31]
        % hypernode_test_kit::FEE_SHARDS
}

/// A job the node has accepted.
fn assigned(stage: &mut Stage, name: &str) -> Subject {
    let job = post(stage, name);
    stage.world.warp_seconds(20);
    let node = node_address();
    stage.step("registry", "record_heartbeat", &Subject::node(node));
    stage
        .step("markets", "accept_job", &job.clone().with_node(node))
        .accepted();
    job
}

fn running(stage: &mut Stage, name: &str) -> Subject {
    let job = assigned(stage, name);
    stage.step("markets", "start_job", &job).accepted();
    job
}

/// Cancelled, expired, extended, stopped, released, reassigned.
fn other_ends(stage: &mut Stage, figures: &mut Figures) {
    stage.world.warp_seconds(60);
    let job = post(stage, "cancelled");
    let cancelled = stage.step("markets", "cancel_job", &job);
    figures.note("markets.cancel_job", cancelled);
    let job = post(stage, "expired");
    stage.world.warp_seconds(7_201);
    let expired = stage.step("markets", "expire_job", &job);
    figures.note("markets.expire_job", expired);
    let job = running(stage, "stopped");
    let extended = stage.step_with(
        "markets",
        "extend_job",
        &job,
        json!({ "extra_seconds": 60 }),
    );
    figures.note("markets.extend_job", extended);
    let stopped = stage.step("markets", "stop_job", &job);
    figures.note("markets.stop_job", stopped);
    stage.world.warp_seconds(4_000);
    let expired = stage.step("markets", "expire_run", &job);
    figures.note("markets.expire_run", expired);
    let job = assigned(stage, "released");
    let released = stage.step_with("markets", "release_job", &job, json!({ "reason": 1 }));
    figures.note("markets.release_job", released);
    let job = assigned(stage, "reassigned");
    stage.world.warp_seconds(121);
    let reassigned = stage.step("markets", "reassign_job", &job);
    figures.note("markets.reassign_job", reassigned);
    stage.world.warp_seconds(31 * 86_400);
    let closed = close_first_fault(stage, &job);
    figures.note("markets.close_fault", closed);
}

/// The fault of the reassigned job's first attempt.
fn close_first_fault(stage: &mut Stage, job: &Subject) -> Outcome {
    let record = stage.record(&job.job.unwrap()).unwrap();
    let slot = record.u64("posted_slot").to_le_bytes();
    let fault = pda(
        "markets",
        &[b"fault", job.job.unwrap().as_ref(), &slot, &[1]],
    );
    let rent_payer = stage.record(&fault).unwrap().key("rent_payer");
    let close = call("markets", "close_fault")
        .account("fault", fault)
        .account("rent_payer", rent_payer);
    stage.run(close)
}

/// An offer published, changed, taken and closed.
fn offers(stage: &mut Stage, figures: &mut Figures) {
    let node = node_address();
    let terms = |slots: u16| {
        json!({ "terms": {
            "status": 1, "auto_accept": true, "slots": slots, "price_per_second": 277,
            "min_duration_seconds": 1, "max_duration_seconds": 86_400,
        } })
    };
    let operator = address_for("node-operator");
    let published = stage.step_with(
        "markets",
        "publish_offer",
        &Subject::node(node).signed_by(operator),
        terms(8),
    );
    figures.note("markets.publish_offer", published);
    let updated = stage.step_with("markets", "update_offer", &Subject::node(node), terms(9));
    figures.note("markets.update_offer", updated);
    stage.world.warp_seconds(60);
    stage
        .step("registry", "record_heartbeat", &Subject::node(node))
        .accepted();
    let requester = stage.world.actor("requester").pubkey();
    let post = stage.post_to_offer_call(&requester, node, job_id("offered"), 277, 3_600);
    let job = Subject::job(post.address_of("job").unwrap());
    let posted = stage.run(post);
    figures.note("markets.post_job_to_offer", posted);
    stage
        .step_with("markets", "release_job", &job, json!({ "reason": 1 }))
        .accepted();
    let closed = stage.step(
        "markets",
        "close_offer",
        &Subject::node(node).signed_by(operator),
    );
    figures.note("markets.close_offer", closed);
}

/// Three validators refuse a result.
fn challenges(stage: &mut Stage, figures: &mut Figures) {
    for index in 0..3 {
        stage.register_validator(&format!("validator-{index}"));
    }
    stage.world.warp_seconds(86_401);
    let job = running(stage, "challenged");
    stage.world.warp_seconds(60);
    submit(stage, &job).accepted();
    let challenged = stage.step_with(
        "markets",
        "challenge_job",
        &job,
        json!({ "reason": 1, "evidence": vec![3; 32] }),
    );
    figures.note("markets.challenge_job", challenged);
    stage.world.warp_slots(20);
    let drawn = stage.step("markets", "draw_panel", &job);
    figures.note("markets.draw_panel", drawn);
    let key = job.job.unwrap();
    for index in 0..3 {
        let owner = address_for(&format!("validator-{index}"));
        let commitment = stage.world.verdict_commitment(&key, &owner, false);
        let committed = stage
            .step_with(
                "markets",
                "commit_verdict",
                &job.clone().with_validator(owner),
                json!({ "commitment": commitment }),
            )
            .accepted();
        if index == 2 {
            figures.note("markets.commit_verdict", committed);
        }
    }
    stage.world.warp_seconds(1_801);
    for index in 0..3 {
        let owner = address_for(&format!("validator-{index}"));
        let cast = stage
            .step_with(
                "markets",
                "cast_verdict",
                &job.clone().with_validator(owner),
                json!({ "valid": false, "salt": SALT }),
            )
            .accepted();
        if index == 2 {
            figures.note("markets.cast_verdict", cast);
        }
    }
    stage.world.warp_seconds(1_801);
    let resolved = stage.step("markets", "resolve_challenge", &job);
    figures.note("markets.resolve_challenge", resolved);
    let refunded = stage.step("markets", "refund_job", &job);
    figures.note("markets.refund_job", refunded);
    let closed = stage.step("markets", "close_challenge", &job);
    figures.note("markets.close_challenge", closed);
    let job = stage.record(&job.job.unwrap()).unwrap();
    assert_eq!(job.u64("state"), 7, "refunded");
}

/// A position's whole life, and what rewards do.
fn staking_and_rewards(stage: &mut Stage, figures: &mut Figures) {
    let donor = stage.world.actor("donor").pubkey();
    let source = stage.world.fund_hyper(&donor, 1_000 * HYPER);
    let donate = call("rewards", "donate_reward")
        .account("donor", donor)
        .account("source", source)
        .args(json!({ "amount": 1_000 * HYPER }));
    let donated = stage.run(donate);
    figures.note("rewards.donate_reward", donated);
    let shard = job_shard();
    let subject = Subject {
        shard: Some(shard),
        ..Subject::default()
    };
    let swept = stage.step_with("markets", "sweep_fees", &subject, json!({ "shard": shard }));
    figures.note("markets.sweep_fees", swept);
    let owner = stage.world.actor("staker").pubkey();
    let position = stage.stake("staker", 0, 1_000 * HYPER, 14);
    stage.world.fund_hyper(&owner, 1_000 * HYPER);
    let about = Subject::position(position);
    let added = stage.step_with(
        "staking",
        "add_stake",
        &about,
        json!({ "amount": 1_000 * HYPER }),
    );
    figures.note("staking.add_stake", added);
    stage.world.warp_seconds(86_400);
    let extended = stage.step_with("staking", "extend_lock", &about, json!({ "lock_days": 20 }));
    figures.note("staking.extend_lock", extended);
    let claimed = stage.step("rewards", "claim_reward", &about);
    figures.note("rewards.claim_reward", claimed);
    stage.world.warp_seconds(86_400);
    let compounded = stage.step("rewards", "compound_reward", &about);
    figures.note("rewards.compound_reward", compounded);
    stage.world.warp_seconds(21 * 86_400);
    let unstaked = stage.step_with(
        "staking",
        "unstake",
        &about,
        json!({ "amount": 500 * HYPER }),
    );
    figures.note("staking.unstake", unstaked);
    stage.world.warp_seconds(604_801);
    let withdrawn = stage.step("staking", "withdraw_stake", &about);
    figures.note("staking.withdraw_stake", withdrawn);

    let node = node_address();
    let position = pda(
        "staking",
        &[
            b"position",
            address_for("node-authority").as_ref(),
            &0u16.to_le_bytes(),
        ],
    );
    let about = Subject::position(position).with_pledge(node);
    let released = stage.step("staking", "release_pledge", &about);
    figures.note("staking.release_pledge", released);
    stage.world.warp_seconds(60 * 86_400);
    let cleared = stage.step("staking", "clear_pledge", &about);
    figures.note("staking.clear_pledge", cleared);
}
