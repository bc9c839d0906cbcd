//! `reveal_canary`: evidence that moves nothing. And verification by fingerprint, which the program treats as Plain.

use {
    hypernode_common::digest,
    hypernode_test_kit::{assert_refused, markets::*, World, SALT},
    markets::{
        error::MarketsError,
        events::CanaryRevealed,
        state::{CloseReason, Job, JobState, Verification},
    },
};

const EXPECTED: [u8; 32] = [8; 32];

/// A job of this kind whose node submitted.
fn submitted(verification: Verification) -> (World, NodeActor, PostedJob) {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let mut posting = world.posting(1);
    posting.terms.verification = verification as u8;
    world.post(&posting, &["requester"]).accepted();
    let job = posting.job();
    world.accept_job(&job, &node).accepted();
    world.start_job(&job, &node).accepted();
    world.warp_seconds(60);
    world.submit_job(&job, &node, submission(60)).accepted();
    (world, node, job)
}

#[test]
fn tells_whether_the_result_is_the_expected_one() {
    let (mut world, node, job) = submitted(Verification::Canary);
    let before = world.account(&job.address);
    for (expected, is_equal) in [(EXPECTED, 1), ([9; 32], 0)] {
        let outcome = world.reveal_canary(&job, expected, "requester").accepted();
        let state = world.read::<Job>(&job.address);
        outcome.assert_emitted(&CanaryRevealed {
            job: job.address,
            requester: job.requester,
            node: node.address,
            spec_digest: state.spec_digest,
            commitment: digest::canary(&expected, &SALT),
            expected,
            salt: SALT,
            result_digest: [8; 32],
            is_equal,
            slot: world.slot(),
            at: world.now(),
        });
    }
    assert_eq!(world.account(&job.address), before);
}

#[test]
fn tells_it_of_a_job_that_ended_too() {
    let (mut world, node, job) = submitted(Verification::Canary);
    world.settle_job(&job, &node, "requester").accepted();
    world.reveal_canary(&job, EXPECTED, "requester").accepted();
}

#[test]
fn rejects_another_signer() {
    let (mut world, _, job) = submitted(Verification::Canary);
    assert_refused(
        world.reveal_canary(&job, EXPECTED, "stranger"),
        MarketsError::NotRequester,
    );
}

#[test]
fn rejects_a_job_that_is_no_canary() {
    let (mut world, _, job) = submitted(Verification::Plain);
    assert_refused(
        world.reveal_canary(&job, EXPECTED, "requester"),
        MarketsError::NotCanary,
    );
}

#[test]
fn rejects_a_job_without_a_result() {
    let mut world = World::with_market();
    let mut posting = world.posting(1);
    posting.terms.verification = Verification::Canary as u8;
    world.post(&posting, &["requester"]).accepted();
    assert_refused(
        world.reveal_canary(&posting.job(), EXPECTED, "requester"),
        MarketsError::JobNotSubmitted,
    );
}

#[test]
fn rejects_a_zero_expectation() {
    let (mut world, _, job) = submitted(Verification::Canary);
    assert_refused(
        world.reveal_canary(&job, [0; 32], "requester"),
        MarketsError::ZeroDigest,
    );
}

#[test]
fn settles_canary_and_fingerprint_as_plain() {
    for verification in [Verification::Canary, Verification::Fingerprint] {
        let (mut world, node, job) = submitted(verification);
        assert_refused(
            world.settle_job(&job, &node, "stranger"),
            MarketsError::DeadlineNotPassed,
        );
        world.clone().challenge_job(&job).accepted();
        world.warp_seconds(601);
        world.settle_job(&job, &node, "stranger").accepted();
        let state = world.read::<Job>(&job.address);
        assert!(state.state == JobState::Settled && state.close_reason == CloseReason::Settled);
    }
}
