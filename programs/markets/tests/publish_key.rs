//! `publish_key`.

use {
    hypernode_common::registry::Reputation,
    hypernode_test_kit::{address_for, assert_refused, markets::*, World},
    markets::{
        constants::{FLAG_KEY_PUBLISHED, FLAG_SEALED_INPUT},
        error::MarketsError,
        state::{Job, JobState},
    },
};

/// A world, its node and an Assigned job with a sealed input.
#[track_caller]
fn assigned() -> (World, NodeActor, PostedJob) {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let mut posting = world.posting(1);
    posting.terms.sealed = true;
    world.post(&posting, &["requester"]).accepted();
    let job = posting.job();
    world.accept_job(&job, &node).accepted();
    (world, node, job)
}

#[test]
fn publishes_the_key_for_the_node_that_has_the_job() {
    let (mut world, node, job) = assigned();
    let event = world
        .publish_key(&job, "requester")
        .accepted()
        .event("KeyPublished");
    assert_eq!(event.key("node"), node.address);
    assert_eq!(event.u64("attempt"), 1);
    assert_eq!(
        event.u64("flags_after"),
        u64::from(FLAG_SEALED_INPUT | FLAG_KEY_PUBLISHED)
    );
    assert!(world.read::<Job>(&job.address).has(FLAG_KEY_PUBLISHED));
    assert_refused(
        world.publish_key(&job, "requester"),
        MarketsError::KeyPublishedAlready,
    );
}

#[test]
fn publishes_the_key_of_a_running_job() {
    let (mut world, node, job) = assigned();
    world.start_job(&job, &node).accepted();
    world.publish_key(&job, "requester").accepted();
}

#[test]
fn rejects_a_key_by_a_stranger() {
    let (mut world, _, job) = assigned();
    assert_refused(
        world.publish_key(&job, "stranger"),
        MarketsError::NotRequester,
    );
}

#[test]
fn rejects_a_key_of_an_open_input() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    assert_refused(
        world.publish_key(&job, "requester"),
        MarketsError::NotSealed,
    );
}

#[test]
fn rejects_a_key_without_a_node_or_too_late() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let mut posting = world.posting(1);
    posting.terms.sealed = true;
    world.post(&posting, &["requester"]).accepted();
    let job = posting.job();
    assert_refused(
        world.publish_key(&job, "requester"),
        MarketsError::JobNotAssigned,
    );
    world.accept_job(&job, &node).accepted();
    let mut started = world.clone();
    world.warp_seconds(121);
    assert_refused(
        world.publish_key(&job, "requester"),
        MarketsError::StartDeadlinePassed,
    );
    started.start_job(&job, &node).accepted();
    started.warp_seconds(i64::from(JOB_MAX_RUN) + 301);
    assert_refused(
        started.publish_key(&job, "requester"),
        MarketsError::SubmitDeadlinePassed,
    );
}

#[test]
fn counts_a_release_before_the_key_as_declined() {
    for (published, declined) in [(false, 1), (true, 0)] {
        let (mut world, node, job) = assigned();
        world.start_job(&job, &node).accepted();
        if published {
            world.publish_key(&job, "requester").accepted();
        }
        world.release_job(&job, &node, 1).accepted();
        let reputation = world.read::<Reputation>(&node.reputation());
        assert_eq!(reputation.declined.get(), declined);
        assert_eq!(reputation.failed.get(), 1 - declined);
    }
}

#[test]
fn counts_a_release_at_an_offer_before_the_key_as_declined() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let offer = world.offer_terms();
    world.publish_offer(&node, offer).accepted();
    let mut terms = world.posting(1).terms;
    terms.sealed = true;
    world.post_to_offer(1, &node, terms, JOB_PRICE).accepted();
    let job = world.posting(1).job();
    world.release_job(&job, &node, 1).accepted();
    let reputation = world.read::<Reputation>(&node.reputation());
    assert_eq!((reputation.declined.get(), reputation.failed.get()), (1, 0));
}

#[test]
fn asks_for_a_new_key_when_another_node_takes_the_job() {
    let (mut world, node, job) = assigned();
    world.publish_key(&job, "requester").accepted();
    world.release_job(&job, &node, 1).accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Open && !state.has(FLAG_KEY_PUBLISHED));
    assert!(state.has(FLAG_SEALED_INPUT));
    let second = world.node("node-2");
    world.accept_job(&job, &second).accepted();
    let event = world
        .publish_key(&job, "requester")
        .accepted()
        .event("KeyPublished");
    assert_eq!(event.key("node"), second.address);
    assert_eq!(event.u64("attempt"), 2);
    assert_ne!(
        address_for("node-1-authority"),
        address_for("node-2-authority")
    );
}
