//! `start_job`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{assert_refused, World},
    markets::{
        error::MarketsError,
        state::{Job, JobState},
    },
};

#[test]
fn starts_and_measures_the_response() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    world.warp_seconds(4);
    world.start_job(&job, &node).accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Running);
    assert_eq!(state.started_at.get(), world.now());
    assert_eq!(state.response_ms.get(), 4_000);
}

#[test]
fn rejects_start_after_deadline() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    world.warp_seconds(120);
    world.clone().start_job(&job, &node).accepted();
    world.warp_seconds(1);
    assert_refused(
        world.start_job(&job, &node),
        MarketsError::StartDeadlinePassed,
    );
}

#[test]
fn rejects_a_job_that_is_not_assigned() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    assert_refused(world.start_job(&job, &node), MarketsError::JobNotAssigned);
}

#[test]
fn rejects_another_operator_of_the_right_node() {
    let mut world = World::with_market();
    let (node, mut other) = (world.node("node-1"), world.node("node-2"));
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    other.address = node.address;
    assert_refused(world.start_job(&job, &other), MarketsError::NotNodeOperator);
}

#[test]
fn rejects_another_node() {
    let mut world = World::with_market();
    let (node, other) = (world.node("node-1"), world.node("node-2"));
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    assert_refused(world.start_job(&job, &other), ProgramError::Custom(2012));
}
