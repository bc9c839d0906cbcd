//! Whole lives of jobs: every balance exact, every lamport back.

use {
    hypernode_common::registry::Node,
    hypernode_test_kit::{address_for, markets::*, World, HYPER, TOTAL_SUPPLY},
    markets::{
        seeds::find_fee_vault_address,
        state::{Job, JobState},
    },
};

const START: u64 = 1_000 * HYPER;

/// HYPER of everybody a job of "requester" on these nodes can touch, escrow and fee vaults included.
fn total(world: &World, job: &PostedJob, nodes: &[&NodeActor]) -> u64 {
    let vaults: u64 = (0..8)
        .map(|shard| world.token_balance(&find_fee_vault_address(shard).0))
        .sum();
    let payouts: u64 = nodes.iter().map(|node| world.hyper_of(&node.payout)).sum();
    world.hyper_of(&address_for("requester")) + world.token_balance(&job.escrow) + vaults + payouts
}

#[test]
fn settles_a_job_and_returns_all_rent() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let lamports = world.lamports(&address_for("requester"));
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    assert_eq!(total(&world, &job, &[&node]), START);
    world.warp_seconds(2);
    world.start_job(&job, &node).accepted();
    world.warp_seconds(3_601);
    world.submit_job(&job, &node, submission(3_601)).accepted();
    world.settle_job(&job, &node, "requester").accepted();
    assert_eq!(total(&world, &job, &[&node]), START);
    assert_eq!(world.hyper_of(&address_for("requester")), START - 997_477);
    world.warp_seconds(86_401);
    world.close_job(&job).accepted();
    assert_eq!(world.lamports(&address_for("requester")), lamports);
    assert_eq!(world.supply(), TOTAL_SUPPLY);
}

#[test]
fn outlives_two_dead_nodes() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    let (dead, deaf, good) = (world.node("dead"), world.node("deaf"), world.node("good"));
    world.accept_job(&job, &dead).accepted();
    world.warp_seconds(121);
    world.reassign_job(&job, &dead).accepted();
    world.accept_job(&job, &deaf).accepted();
    world.start_job(&job, &deaf).accepted();
    world.warp_seconds(i64::from(JOB_MAX_RUN) + 301);
    world.reassign_job(&job, &deaf).accepted();
    world.beat(&good);
    world.accept_job(&job, &good).accepted();
    world.start_job(&job, &good).accepted();
    world.warp_seconds(10);
    world.submit_job(&job, &good, submission(10)).accepted();
    world.warp_seconds(601);
    world.settle_job(&job, &good, "anyone").accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Settled);
    assert_eq!((state.attempt, state.node), (3, good.address));
    assert_eq!(state.changes.get(), 10);
    assert_eq!(total(&world, &job, &[&dead, &deaf, &good]), START);
    for node in [&dead, &deaf, &good] {
        assert_eq!(world.read::<Node>(&node.address).active_runs.get(), 0);
    }
}

#[test]
fn keeps_two_jobs_of_one_node_apart() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let (first, second) = (world.running_job(1, &node), world.running_job(2, &node));
    world.warp_seconds(100);
    world.submit_job(&first, &node, submission(100)).accepted();
    world.settle_job(&first, &node, "requester").accepted();
    let state = world.read::<Job>(&second.address);
    assert!(state.state == JobState::Running);
    assert_eq!(world.token_balance(&second.escrow), JOB_CAP);
    assert_eq!(world.read::<Node>(&node.address).active_runs.get(), 1);
}
