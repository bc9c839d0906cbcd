//! The whole protocol handed over to the executor, and what it does with it.

use {
    governance::state::{ProposalKind, ProposalStatus},
    hypernode_common::programs::{EXECUTOR, GOVERNANCE, TREASURY},
    hypernode_test_kit::{
        address_for, assert_refused, call, defaults, governance::*, program_id_for, Instruction,
        Outcome, Pubkey, Stage, Subject, HYPER, PROGRAMS,
    },
    markets::error::MarketsError,
    serde_json::json,
};

/// A stage with stakers who can propose.
fn staked() -> Stage {
    let mut stage = Stage::new();
    stage.world.settle_stakers();
    stage
}

/// Names the executor as next authority of a program's Config, as its deployer.
fn propose_executor(stage: &mut Stage, program: &str) {
    let propose = call(program, "propose_authority")
        .account("authority", address_for("deployer"))
        .args(json!({ "key": EXECUTOR.address.to_string() }));
    stage.run(propose).accepted();
}

/// The executor's acceptance of a program's Config.
fn acceptance(program: &str) -> Instruction {
    call(program, "accept_authority")
        .account("pending_authority", EXECUTOR.address)
        .instruction()
}

fn authority_of(stage: &Stage, program: &str) -> Pubkey {
    let config = hypernode_test_kit::pda(program, &[b"config"]);
    let head = stage.record(&config).expect("an initialised program");
    match head.get("head") {
        hypernode_test_kit::Value::Fields(fields) => match &fields["authority"] {
            hypernode_test_kit::Value::Key(key) => *key,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// Hands every Config over: the deployer proposes, proposals of four acceptances each accept.
fn handed_over() -> Stage {
    let mut stage = staked();
    for program in PROGRAMS {
        propose_executor(&mut stage, program);
    }
    for programs in PROGRAMS.chunks(4) {
        let calls: Vec<_> = programs.iter().map(|program| acceptance(program)).collect();
        stage.world.enact(ProposalKind::Generic, &calls);
    }
    stage
}

#[test]
fn hands_every_config_over_to_the_executor() {
    let mut stage = staked();
    for program in PROGRAMS {
        propose_executor(&mut stage, program);
        assert_eq!(authority_of(&stage, program), address_for("deployer"));
    }
    let mut proposals = vec![];
    for programs in PROGRAMS.chunks(4) {
        let calls: Vec<_> = programs.iter().map(|program| acceptance(program)).collect();
        proposals.push(stage.world.enact(ProposalKind::Generic, &calls));
    }
    for program in PROGRAMS {
        assert_eq!(authority_of(&stage, program), EXECUTOR.address, "{program}");
    }
    for proposal in proposals {
        assert!(stage.world.proposal(&proposal).status == ProposalStatus::Executed);
    }
    // The deployer has nothing left to decide.
    let refused = stage.run(
        call("markets", "update_config")
            .account("authority", address_for("deployer"))
            .args(json!({ "params": defaults::markets_params() })),
    );
    assert_refused(refused, MarketsError::NotAuthority);
}

/// Posts a job of an hour at 1,000 a second and lets the node start it.
fn running_job(stage: &mut Stage, name: &str, node: Pubkey) -> Subject {
    let job = Subject::job(stage.post_job("requester", name, 1_000, 3_600));
    stage.world.warp_seconds(20);
    stage
        .step("registry", "record_heartbeat", &Subject::node(node))
        .accepted();
    stage
        .step("markets", "accept_job", &job.clone().with_node(node))
        .accepted();
    stage.step("markets", "start_job", &job).accepted();
    job
}

/// Submits after a thousand seconds and settles when the window is over.
fn settle(stage: &mut Stage, job: &Subject) -> Outcome {
    stage.world.warp_seconds(1_000);
    let submission = json!({ "submission": {
        "result_digest": vec![8; 32], "logs_digest": vec![9; 32], "exit_code": 0, "output_bytes": 1,
        "metered_seconds": 1_000, "codec": 1,
    } });
    stage
        .step_with("markets", "submit_job", job, submission)
        .accepted();
    stage.world.warp_seconds(601);
    stage.step("markets", "settle_job", job).accepted()
}

#[test]
fn changes_the_split_for_later_jobs_and_keeps_the_terms_of_running_ones() {
    let mut stage = handed_over();
    let node = stage.staked_node("node", 10_000 * HYPER).address;
    let mut params = defaults::markets_params();
    params["treasury_bps"] = 2_000.into();
    params["incentive_bps"] = 1_000.into();
    params["treasury"] = TREASURY.address.to_string().into();
    let update = call("markets", "update_config")
        .account("authority", EXECUTOR.address)
        .args(json!({ "params": params }))
        .instruction();
    let proposal = stage.world.executable(ProposalKind::Parameter, &[update]);
    let before = running_job(&mut stage, "before", node);
    stage.world.execute_proposal(&proposal, 0).accepted();

    // A price of 1,000,000: the orchestrator's five per cent join the treasury.
    let settled = settle(&mut stage, &before).event("JobSettled");
    assert_eq!(settled.u64("price"), 1_000_000);
    assert_eq!(settled.u64("treasury"), 150_000);
    assert_eq!(settled.u64("incentive"), 50_000);
    let after = running_job(&mut stage, "after", node);
    let settled = settle(&mut stage, &after).event("JobSettled");
    assert_eq!(settled.u64("price"), 1_000_000);
    assert_eq!(settled.u64("treasury"), 250_000);
    assert_eq!(settled.u64("incentive"), 100_000);

    // The fees of both now flow into the treasury that governance spends from.
    for shard in 0..hypernode_test_kit::FEE_SHARDS {
        let subject = Subject {
            shard: Some(shard),
            ..Subject::default()
        };
        let sweep = call("markets", "sweep_fees").args(json!({ "shard": shard }));
        let sweep = stage
            .fill(sweep, &subject)
            .account("treasury_token", TREASURY.address);
        stage.run(sweep).accepted();
    }
    assert_eq!(stage.world.treasury_balance(), 400_000);
}

#[test]
fn spends_what_the_fees_brought() {
    let mut stage = handed_over();
    stage.world.fill_treasury(1_000 * HYPER);
    let recipient = stage.world.fund_hyper(&address_for("grantee"), 0);
    let id = stage.world.governance_config().proposal_count.get();
    let spend = spend_call(&proposal_of(id), &recipient, 100 * HYPER);
    stage.world.enact(ProposalKind::TreasurySpend, &[spend]);
    assert_eq!(stage.world.token_balance(&recipient), 100 * HYPER);
}

#[test]
fn governs_itself_like_any_other_program() {
    let mut stage = handed_over();
    assert_eq!(program_id_for("governance"), GOVERNANCE.id);
    let params = governance::state::GovernanceParams {
        vote_seconds: 86_400,
        ..governance_params()
    };
    stage
        .world
        .enact(ProposalKind::Parameter, &[update_config_call(params)]);
    let now = stage.world.now();
    let proposal = stage.world.open_vote(ProposalKind::Text, &[]);
    let ends_at = stage.world.proposal(&proposal).voting_ends_at.get();
    assert_eq!(ends_at, now + 86_400);
}
