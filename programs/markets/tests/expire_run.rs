//! `expire_run`.

use {
    hypernode_common::registry::Reputation,
    hypernode_test_kit::{address_for, assert_refused, markets::*, World, HYPER},
    markets::{
        error::MarketsError,
        state::{CloseReason, Fault, FaultKind, Job, JobState, MarketsParams},
    },
};

/// A world whose jobs have one attempt.
fn with_one_attempt() -> World {
    let mut world = World::with_market();
    world
        .update_markets_config(MarketsParams {
            attempts_max: 1,
            ..markets_params()
        })
        .accepted();
    world
}

#[test]
fn returns_everything_after_the_last_attempt() {
    let mut world = with_one_attempt();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    world.warp_seconds(121);
    let fault = world.fault_of(&job);
    world.expire_run(&job, &node).accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Expired && state.close_reason == CloseReason::StartTimeout);
    assert_eq!(world.hyper_of(&address_for("requester")), 1_000 * HYPER);
    assert!(world.read::<Fault>(&fault).kind == FaultKind::StartTimeout);
    assert_eq!(
        world.read::<Reputation>(&node.reputation()).timed_out.get(),
        1
    );
}

#[test]
fn ends_a_stopped_run_that_was_not_submitted() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.warp_seconds(100);
    world.stop_job_as(&job, "requester").accepted();
    world.warp_seconds(300);
    assert_refused(
        world.expire_run(&job, &node),
        MarketsError::DeadlineNotPassed,
    );
    world.warp_seconds(1);
    world.expire_run(&job, &node).accepted();
    assert!(world.read::<Job>(&job.address).close_reason == CloseReason::RunTimeout);
    assert_eq!(world.hyper_of(&address_for("requester")), 1_000 * HYPER);
}

#[test]
fn rejects_while_attempts_remain() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    world.warp_seconds(121);
    assert_refused(world.expire_run(&job, &node), MarketsError::AttemptsRemain);
}

#[test]
fn rejects_at_the_deadline() {
    let mut world = with_one_attempt();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    world.warp_seconds(120);
    assert_refused(
        world.expire_run(&job, &node),
        MarketsError::DeadlineNotPassed,
    );
}

#[test]
fn rejects_a_job_without_an_attempt() {
    let mut world = with_one_attempt();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    assert_refused(world.expire_run(&job, &node), MarketsError::JobNotAssigned);
}

#[test]
fn rejects_while_exits_are_paused() {
    let mut world = with_one_attempt();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    world.warp_seconds(121);
    world.pause_markets(false, true).accepted();
    assert_refused(world.expire_run(&job, &node), MarketsError::ExitsPaused);
}
