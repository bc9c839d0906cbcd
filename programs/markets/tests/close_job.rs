//! `close_job` and `close_fault`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{address_for, assert_refused, markets::*, World},
    markets::{error::MarketsError, instruction, seeds::find_challenge_address},
};

fn cancelled() -> (World, PostedJob) {
    let mut world = World::with_market();
    let job = world.open_job(1);
    world.cancel_job(&job).accepted();
    (world, job)
}

#[test]
fn returns_the_rent_and_frees_the_id() {
    let mut world = World::with_market();
    let lamports = world.lamports(&address_for("requester"));
    let job = world.open_job(1);
    world.cancel_job(&job).accepted();
    world.warp_seconds(86_401);
    world.close_job(&job).accepted();
    assert!(world.account(&job.address).is_none());
    assert_eq!(world.lamports(&address_for("requester")), lamports);
    assert_eq!(world.open_job(1), job);
}

#[test]
fn rejects_close_too_soon() {
    let (mut world, job) = cancelled();
    world.warp_seconds(86_400);
    assert_refused(world.close_job(&job), MarketsError::DeadlineNotPassed);
}

#[test]
fn rejects_a_job_that_lives() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    assert_refused(world.close_job(&job), MarketsError::JobNotEnded);
}

#[test]
fn rejects_stale_challenge_on_reused_id() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    world.write_validator_count(0);
    world.challenge_job(&job).accepted();
    for _ in 0..2 {
        world.warp_seconds(3_601);
        world.resolve_challenge(&job, &node).accepted();
    }
    world.settle_job(&job, &node, "requester").accepted();
    world.warp_seconds(86_401);
    assert_refused(world.close_job(&job), MarketsError::ChallengeOpen);
    let mut accounts = world.close_accounts(&job);
    accounts.challenge = find_challenge_address(&node.address).0;
    assert_refused(
        world.send_to_markets(instruction::CloseJob {}, &accounts, &[]),
        ProgramError::InvalidSeeds,
    );
    world.close_challenge(&job).accepted();
    world.close_job(&job).accepted();
}

#[test]
fn ignores_lamports_at_the_challenges_address() {
    let (mut world, job) = cancelled();
    world.fund(&find_challenge_address(&job.address).0, 1);
    world.warp_seconds(86_401);
    world.close_job(&job).accepted();
}

#[test]
fn rejects_wrong_rent_payer() {
    let (mut world, job) = cancelled();
    world.warp_seconds(86_401);
    let mut accounts = world.close_accounts(&job);
    accounts.rent_payer = address_for("stranger");
    assert_refused(
        world.send_to_markets(instruction::CloseJob {}, &accounts, &[]),
        MarketsError::WrongRentPayer,
    );
}

#[test]
fn closes_a_fault_after_30_days() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    world.warp_seconds(121);
    let fault = world.fault_of(&job);
    let lamports = {
        world.actor("crank");
        world.lamports(&address_for("crank"))
    };
    world.reassign_job(&job, &node).accepted();
    world.warp_seconds(2_592_000);
    assert_refused(world.close_fault(&fault), MarketsError::FaultTooFresh);
    world.warp_seconds(1);
    world.close_fault(&fault).accepted();
    assert!(world.account(&fault).is_none());
    assert_eq!(world.lamports(&address_for("crank")), lamports);
}
