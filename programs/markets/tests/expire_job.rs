//! `expire_job`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{address_for, assert_refused, hyper_account, World, HYPER},
    markets::{
        error::MarketsError,
        instruction,
        state::{CloseReason, Job, JobState},
    },
};

#[test]
fn returns_everything_to_the_funder() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    world.warp_seconds(7_201);
    world.expire_job(&job).accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Expired && state.close_reason == CloseReason::QueueTimeout);
    assert_eq!(world.hyper_of(&address_for("requester")), 1_000 * HYPER);
    assert!(world.account(&job.escrow).is_none());
}

#[test]
fn rejects_expire_at_deadline() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    world.warp_seconds(7_200);
    assert_refused(world.expire_job(&job), MarketsError::DeadlineNotPassed);
}

#[test]
fn rejects_second_expire() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    world.warp_seconds(7_201);
    world.expire_job(&job).accepted();
    // The escrow is gone with the first expiry.
    assert_refused(world.expire_job(&job), ProgramError::AccountDataTooSmall);
}

#[test]
fn rejects_a_job_that_is_not_open() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.warp_seconds(7_201);
    assert_refused(world.expire_job(&job), MarketsError::JobNotOpen);
}

#[test]
fn rejects_while_exits_are_paused() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    world.warp_seconds(7_201);
    world.pause_markets(false, true).accepted();
    assert_refused(world.expire_job(&job), MarketsError::ExitsPaused);
}

#[test]
fn rejects_foreign_recipients() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    world.warp_seconds(7_201);
    world.fund_hyper(&address_for("stranger"), 0);
    let mut accounts = world.expire_accounts(&job);
    accounts.funder_token = hyper_account(&address_for("stranger"));
    assert_refused(
        world.send_to_markets(instruction::ExpireJob {}, &accounts, &[]),
        MarketsError::WrongTokenOwner,
    );
    let mut accounts = world.expire_accounts(&job);
    accounts.rent_payer = address_for("stranger");
    assert_refused(
        world.send_to_markets(instruction::ExpireJob {}, &accounts, &[]),
        MarketsError::WrongRentPayer,
    );
}
