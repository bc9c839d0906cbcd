//! `sweep_fees`, with all programs.

use {
    hypernode_common::programs::{INCENTIVE_VAULT, STAKER_VAULT},
    hypernode_test_kit::{
        address_for, assert_refused, call, hyper_account, mint, Pubkey, Signer, Stage, Subject,
        HYPER,
    },
    markets::{
        error::MarketsError,
        seeds::{find_fee_shard_address, find_fee_vault_address},
        state::FeeShard,
    },
    serde_json::json,
};

/// A stage after one settlement of 997,477 base units, and the shard its fees are in.
fn settled() -> (Stage, u8) {
    let mut stage = Stage::new();
    stage.staked_node("node-1", 1_000 * HYPER);
    let node = stage
        .register_call("node-1")
        .address_of("node")
        .expect("a node has seeds");
    let job = stage.post_job("requester", "job-1", 277, 7_200);
    let subject = Subject::job(job).with_node(node);
    // A new node is a Starter: its turn comes last.
    stage.world.warp_seconds(15);
    stage.step("markets", "accept_job", &subject).accepted();
    stage.step("markets", "start_job", &subject).accepted();
    stage.world.warp_seconds(3_601);
    let submission = json!({
        "result_digest": vec![8; 32], "logs_digest": vec![9; 32], "exit_code": 0,
        "output_bytes": 1, "metered_seconds": 3_601, "codec": 1,
    });
    stage
        .step_with(
            "markets",
            "submit_job",
            &subject,
            json!({ "submission": submission }),
        )
        .accepted();
    stage.world.warp_seconds(601);
    stage.step("markets", "settle_job", &subject).accepted();
    (stage, job.as_ref()[31] & 7)
}

fn sweep_call(stage: &Stage, shard: u8, accounts: &[(&str, Pubkey)]) -> hypernode_test_kit::Call {
    let subject = Subject {
        shard: Some(shard),
        ..Subject::default()
    };
    let mut sweep = call("markets", "sweep_fees").args(json!({ "shard": shard }));
    for (name, address) in accounts {
        sweep = sweep.account(name, *address);
    }
    stage.fill(sweep, &subject)
}

#[test]
fn pays_treasury_stakers_and_nodes_and_moves_the_label() {
    let (mut stage, shard) = settled();
    let fees = stage
        .world
        .read::<FeeShard>(&find_fee_shard_address(shard).0);
    let treasury = fees.treasury_due.get();
    assert_eq!(
        treasury + fees.staker_due.get() + fees.incentive_due.get(),
        199_493
    );
    stage.world.warp_seconds(604_800);
    let sweep = sweep_call(&stage, shard, &[]);
    stage.run(sweep).accepted();
    let world = &stage.world;
    assert_eq!(world.hyper_of(&address_for("treasury")), treasury);
    assert_eq!(
        world.token_balance(&STAKER_VAULT.address),
        fees.staker_due.get()
    );
    assert_eq!(
        world.token_balance(&INCENTIVE_VAULT.address),
        fees.incentive_due.get()
    );
    assert_eq!(world.token_balance(&find_fee_vault_address(shard).0), 0);
    let after = world.read::<FeeShard>(&find_fee_shard_address(shard).0);
    assert_eq!(
        (after.epoch.get(), after.points.get()),
        (fees.epoch.get() + 1, 0)
    );
    assert_eq!(
        after.treasury_due.get() + after.staker_due.get() + after.incentive_due.get(),
        0
    );
    assert_eq!(after.lifetime_fees, fees.lifetime_fees);
}

#[test]
fn rejects_substituted_vault() {
    let (mut stage, shard) = settled();
    let stranger = stage.world.actor("stranger").pubkey();
    let own = stage.world.fund_hyper(&stranger, 0);
    for name in ["treasury_token", "staker_vault", "incentive_vault"] {
        let sweep = sweep_call(&stage, shard, &[(name, own)]);
        assert_refused(stage.run(sweep), MarketsError::WrongVault);
    }
}

#[test]
fn rejects_sweep_to_other_executor_account() {
    // Another account of the treasury's own owner is not the pinned one.
    let (mut stage, shard) = settled();
    let other = address_for("second-treasury-account");
    stage
        .world
        .write_token_account(other, &address_for("treasury"), &mint(), 0);
    let sweep = sweep_call(&stage, shard, &[("treasury_token", other)]);
    assert_refused(stage.run(sweep), MarketsError::WrongVault);
}

#[test]
fn rejects_a_frozen_or_foreign_treasury() {
    let (mut stage, shard) = settled();
    let treasury = hyper_account(&address_for("treasury"));
    stage.world.set_frozen(treasury, true);
    let sweep = sweep_call(&stage, shard, &[]);
    assert_refused(stage.run(sweep), MarketsError::TokenAccountFrozen);
    stage.world.write_token_account(
        treasury,
        &address_for("treasury"),
        &address_for("other-mint"),
        0,
    );
    let sweep = sweep_call(&stage, shard, &[]);
    assert_refused(stage.run(sweep), MarketsError::WrongTokenMint);
}

#[test]
fn rejects_foreign_mint() {
    let (mut stage, shard) = settled();
    let other = address_for("other-mint");
    stage.world.write_mint(other, 6, 0, None);
    let sweep = sweep_call(&stage, shard, &[("mint", other)]);
    assert_refused(stage.run(sweep), MarketsError::WrongMint);
}
