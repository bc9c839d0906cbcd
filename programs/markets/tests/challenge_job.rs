//! `challenge_job` and `draw_panel`.

use {
    hypernode_common::digest,
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, markets::*, slot_hash, Signer, World, HYPER,
    },
    markets::{
        error::MarketsError,
        instruction,
        seeds::find_challenge_address,
        state::{Challenge, ChallengeStatus, Job, JobState, MarketsParams},
    },
};

#[test]
fn opens_with_a_bond() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    world.challenge_job(&job).accepted();
    assert!(world.read::<Job>(&job.address).state == JobState::Challenged);
    let challenge = world.read::<Challenge>(&find_challenge_address(&job.address).0);
    assert!(challenge.status == ChallengeStatus::Pending);
    assert_eq!(challenge.bond.get(), 50 * HYPER);
    assert_eq!(challenge.target_slot.get(), world.slot() + 8);
    assert_eq!(challenge.deadline_at.get(), world.now() + 3_600);
    assert_eq!(challenge.rent_payer, address_for("requester"));
    assert_eq!(world.token_balance(&job.escrow), JOB_CAP + 50 * HYPER);
}

#[test]
fn challenges_while_paused() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    world.pause_markets(true, true).accepted();
    world.challenge_job(&job).accepted();
}

#[test]
fn keeps_challenge_terms() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    world
        .update_markets_config(MarketsParams {
            challenge_bond_min: 100 * HYPER,
            verdict_window_seconds: 600,
            ..markets_params()
        })
        .accepted();
    world.challenge_job(&job).accepted();
    let challenge = world.read::<Challenge>(&find_challenge_address(&job.address).0);
    assert_eq!(challenge.bond.get(), 50 * HYPER);
    assert_eq!(challenge.deadline_at.get(), world.now() + 3_600);
}

#[test]
fn rejects_a_second_after_the_window() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    world.warp_seconds(600);
    world.clone().challenge_job(&job).accepted();
    world.warp_seconds(1);
    assert_refused(
        world.challenge_job(&job),
        MarketsError::ChallengeDeadlinePassed,
    );
}

#[test]
fn rejects_a_job_that_is_not_submitted() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    assert_refused(world.challenge_job(&job), MarketsError::JobNotSubmitted);
}

#[test]
fn rejects_another_signer_or_account() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    let stranger = world.actor("stranger");
    world.fund_hyper(&stranger.pubkey(), 100 * HYPER);
    let data = || instruction::ChallengeJob {
        reason: 1,
        evidence: [3; 32],
    };
    let mut accounts = world.challenge_accounts(&job);
    accounts.requester = stranger.pubkey();
    assert_refused(
        world.send_to_markets(data(), &accounts, &[&stranger]),
        MarketsError::NotRequester,
    );
    let mut accounts = world.challenge_accounts(&job);
    accounts.challenger_token = hyper_account(&stranger.pubkey());
    let requester = hypernode_test_kit::keypair_for("requester");
    assert_refused(
        world.send_to_markets(data(), &accounts, &[&requester]),
        MarketsError::WrongTokenOwner,
    );
}

#[test]
fn rejects_zero_evidence() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    let accounts = world.challenge_accounts(&job);
    let requester = hypernode_test_kit::keypair_for("requester");
    let data = instruction::ChallengeJob {
        reason: 1,
        evidence: [0; 32],
    };
    assert_refused(
        world.send_to_markets(data, &accounts, &[&requester]),
        MarketsError::ZeroDigest,
    );
}

#[test]
fn draws_from_the_first_slot_at_the_target() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    world.write_validator_count(12);
    world.challenge_job(&job).accepted();
    let target = world.slot() + 8;
    world.warp_slots(100);
    world.draw_panel(&job).accepted();
    let challenge = world.read::<Challenge>(&find_challenge_address(&job.address).0);
    assert_eq!(
        challenge.seed,
        digest::draw(&slot_hash(target), &job.address)
    );
    assert_eq!(challenge.panel_size.get(), 12);
    // A later crank would have chosen the same hash: there is no choice.
}

#[test]
fn rejects_later_slot_hash() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    world.write_validator_count(12);
    world.challenge_job(&job).accepted();
    world.warp_slots(9);
    world.draw_panel(&job).accepted();
    world.warp_slots(10);
    assert_refused(world.draw_panel(&job), MarketsError::DrawnAlready);
}

#[test]
fn rejects_a_draw_before_its_slot() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    world.write_validator_count(12);
    world.challenge_job(&job).accepted();
    world.warp_slots(8);
    assert_refused(world.draw_panel(&job), MarketsError::SlotNotReached);
    world.warp_slots(1);
    world.draw_panel(&job).accepted();
}

#[test]
fn arms_the_draw_anew_when_its_hash_is_gone() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    world.write_validator_count(12);
    world.challenge_job(&job).accepted();
    world.warp_slots(600);
    world.draw_panel(&job).accepted();
    let challenge = world.read::<Challenge>(&find_challenge_address(&job.address).0);
    assert_eq!(challenge.seed, [0; 32]);
    assert_eq!(challenge.target_slot.get(), world.slot() + 8);
    world.warp_slots(9);
    world.draw_panel(&job).accepted();
}

#[test]
fn rejects_a_draw_of_a_decided_challenge() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.drawn_challenge(1, &node, 3);
    world.judge(&job, &[true, true]);
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
    assert_refused(world.draw_panel(&job), MarketsError::ChallengeDecided);
    // Once upheld, a result cannot be objected to again.
    assert_refused(
        world.resolve_challenge(&job, &node),
        MarketsError::JobNotChallenged,
    );
}
