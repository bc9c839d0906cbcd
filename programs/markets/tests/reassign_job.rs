//! `reassign_job`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::registry::{Node, Reputation},
    hypernode_test_kit::{address_for, assert_refused, markets::*, Signer, World},
    markets::{
        error::MarketsError,
        instruction,
        state::{key_prefix, Fault, FaultKind, Job, JobState},
    },
};

#[test]
fn recovers_dead_node() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    world.warp_seconds(121);
    let fault = world.fault_of(&job);
    world.reassign_job(&job, &node).accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Open);
    assert_eq!(
        state.past_authorities[0].get(),
        key_prefix(&node.authority.pubkey())
    );
    let record = world.read::<Fault>(&fault);
    assert!(record.kind == FaultKind::StartTimeout);
    assert_eq!((record.node, record.attempt), (node.address, 1));
    assert_eq!(record.rent_payer, address_for("crank"));
    assert_eq!(
        world.read::<Reputation>(&node.reputation()).timed_out.get(),
        1
    );
    assert_eq!(world.read::<Node>(&node.address).active_runs.get(), 0);
    // Somebody else finishes it.
    let other = world.node("node-2");
    world.accept_job(&job, &other).accepted();
    assert_eq!(world.read::<Job>(&job.address).attempt, 2);
}

#[test]
fn takes_a_running_job_after_its_submit_grace() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.warp_seconds(i64::from(JOB_MAX_RUN) + 300);
    assert_refused(
        world.reassign_job(&job, &node),
        MarketsError::DeadlineNotPassed,
    );
    world.warp_seconds(1);
    let fault = world.fault_of(&job);
    world.reassign_job(&job, &node).accepted();
    assert!(world.read::<Fault>(&fault).kind == FaultKind::RunTimeout);
}

#[test]
fn rejects_at_the_deadline() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    world.warp_seconds(120);
    assert_refused(
        world.reassign_job(&job, &node),
        MarketsError::DeadlineNotPassed,
    );
}

#[test]
fn rejects_the_last_attempt() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    for name in ["node-1", "node-2"] {
        let node = world.node(name);
        world.accept_job(&job, &node).accepted();
        world.warp_seconds(121);
        world.reassign_job(&job, &node).accepted();
    }
    let last = world.node("node-3");
    world.accept_job(&job, &last).accepted();
    world.warp_seconds(121);
    assert_refused(
        world.reassign_job(&job, &last),
        MarketsError::NoAttemptsLeft,
    );
}

#[test]
fn rejects_a_stopped_run() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.stop_job_as(&job, "requester").accepted();
    world.warp_seconds(1_000);
    assert_refused(
        world.reassign_job(&job, &node),
        MarketsError::AlreadyStopped,
    );
}

#[test]
fn rejects_a_job_without_an_attempt() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    assert_refused(
        world.reassign_job(&job, &node),
        MarketsError::JobNotAssigned,
    );
}

#[test]
fn rejects_another_node_and_another_fault() {
    let mut world = World::with_market();
    let (node, other) = (world.node("node-1"), world.node("node-2"));
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    world.warp_seconds(121);
    assert_refused(world.reassign_job(&job, &other), ProgramError::Custom(2012));
    let crank = world.actor("crank");
    let mut accounts = world.reassign_accounts(&job, &node);
    accounts.fault = markets::seeds::find_fault_address(&job.address, 1, 1).0;
    assert_refused(
        world.send_to_markets(instruction::ReassignJob {}, &accounts, &[&crank]),
        ProgramError::InvalidSeeds,
    );
}
