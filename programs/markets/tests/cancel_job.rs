//! `cancel_job`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{address_for, assert_refused, hyper_account, Signer, World, HYPER},
    markets::{
        error::MarketsError,
        instruction,
        state::{CloseReason, Job, JobState},
    },
};

#[test]
fn returns_everything() {
    let mut world = World::with_market();
    let lamports = world.lamports(&address_for("requester"));
    let job = world.open_job(1);
    let outcome = world.cancel_job(&job).accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Cancelled && state.close_reason == CloseReason::Cancelled);
    assert_eq!(state.ended_at.get(), world.now());
    assert_eq!(world.hyper_of(&address_for("requester")), 1_000 * HYPER);
    assert!(world.account(&job.escrow).is_none());
    assert_eq!(
        lamports - world.lamports(&address_for("requester")),
        world.lamports(&job.address)
    );
    assert_eq!(outcome.event("JobCancelled").u64("at"), world.now() as u64);
}

#[test]
fn cancels_while_everything_is_paused() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    world.pause_markets(true, true).accepted();
    world.cancel_job(&job).accepted();
}

#[test]
fn rejects_a_job_that_is_assigned() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    assert_refused(world.cancel_job(&job), MarketsError::JobNotOpen);
}

#[test]
fn rejects_another_signer() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    let stranger = world.actor("stranger");
    let mut accounts = world.cancel_accounts(&job);
    accounts.requester = stranger.pubkey();
    assert_refused(
        world.send_to_markets(instruction::CancelJob {}, &accounts, &[&stranger]),
        MarketsError::NotRequester,
    );
}

#[test]
fn rejects_refund_to_non_funder() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    world.fund_hyper(&address_for("stranger"), 0);
    let requester = hypernode_test_kit::keypair_for("requester");
    let mut accounts = world.cancel_accounts(&job);
    accounts.funder_token = hyper_account(&address_for("stranger"));
    assert_refused(
        world.send_to_markets(instruction::CancelJob {}, &accounts, &[&requester]),
        MarketsError::WrongTokenOwner,
    );
    let mut accounts = world.cancel_accounts(&job);
    accounts.rent_payer = address_for("stranger");
    assert_refused(
        world.send_to_markets(instruction::CancelJob {}, &accounts, &[&requester]),
        MarketsError::WrongRentPayer,
    );
}

#[test]
fn rejects_the_escrow_of_another_job() {
    let mut world = World::with_market();
    let (job, other) = (world.open_job(1), world.open_job(2));
    let requester = hypernode_test_kit::keypair_for("requester");
    let mut accounts = world.cancel_accounts(&job);
    accounts.escrow = other.escrow;
    assert_refused(
        world.send_to_markets(instruction::CancelJob {}, &accounts, &[&requester]),
        ProgramError::InvalidSeeds,
    );
}
