//! `stop_job`.

use {
    hypernode_common::registry::Reputation,
    hypernode_test_kit::{assert_refused, markets::*, World},
    markets::{
        constants::FLAG_STOPPED,
        error::MarketsError,
        state::{CloseReason, Job, Submission},
    },
};

#[test]
fn bills_up_to_the_stop() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.warp_seconds(100);
    world.stop_job_as(&job, "requester").accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.has(FLAG_STOPPED));
    assert_eq!(state.stopped_at.get(), world.now());
    world.warp_seconds(300);
    // Killed by the stop, so the exit code is no failure of the program.
    let killed = Submission {
        exit_code: 137,
        ..submission(u32::MAX)
    };
    world.submit_job(&job, &node, killed).accepted();
    world.settle_job(&job, &node, "requester").accepted();
    let state = world.read::<Job>(&job.address);
    assert_eq!(state.metered_seconds.get(), 100);
    assert_eq!(state.price.get(), 100 * JOB_PRICE);
    assert!(state.close_reason == CloseReason::Stopped);
    assert_eq!(
        world.read::<Reputation>(&node.reputation()).completed.get(),
        1
    );
}

#[test]
fn bills_minimum_duration() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.warp_seconds(1);
    world.stop_job_as(&job, "requester").accepted();
    world.warp_seconds(200);
    world
        .submit_job(&job, &node, submission(u32::MAX))
        .accepted();
    assert_eq!(world.read::<Job>(&job.address).metered_seconds.get(), 60);
}

#[test]
fn stops_no_later_than_the_limit() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let mut posting = world.posting(1);
    posting.terms.max_run_seconds = 60;
    world.post(&posting, &["requester"]).accepted();
    let job = posting.job();
    world.accept_job(&job, &node).accepted();
    world.start_job(&job, &node).accepted();
    let started = world.now();
    world.warp_seconds(60);
    world.stop_job_as(&job, "requester").accepted();
    assert_eq!(
        world.read::<Job>(&job.address).stopped_at.get(),
        started + 60
    );
}

#[test]
fn rejects_a_second_after_the_run() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.warp_seconds(i64::from(JOB_MAX_RUN) + 1);
    assert_refused(
        world.stop_job_as(&job, "requester"),
        MarketsError::SubmitDeadlinePassed,
    );
}

#[test]
fn rejects_a_second_stop() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.stop_job_as(&job, "requester").accepted();
    assert_refused(
        world.stop_job_as(&job, "requester"),
        MarketsError::AlreadyStopped,
    );
}

#[test]
fn rejects_a_job_that_does_not_run() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    assert_refused(
        world.stop_job_as(&job, "requester"),
        MarketsError::JobNotRunning,
    );
}

#[test]
fn rejects_another_signer() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    assert_refused(
        world.stop_job_as(&job, "stranger"),
        MarketsError::NotRequester,
    );
}
