//! `extend_job`.

use {
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, markets::*, Signer, World, HYPER,
    },
    markets::{error::MarketsError, instruction, state::Job},
};

#[test]
fn lengthens_an_open_an_assigned_and_a_running_job() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.extend_job(&job, 100).accepted();
    world.accept_job(&job, &node).accepted();
    world.extend_job(&job, 100).accepted();
    world.start_job(&job, &node).accepted();
    world.extend_job(&job, 100).accepted();
    let state = world.read::<Job>(&job.address);
    assert_eq!(state.max_run_seconds.get(), JOB_MAX_RUN + 300);
    assert_eq!(state.cap.get(), JOB_CAP + 300 * JOB_PRICE);
    assert_eq!(world.token_balance(&job.escrow), state.cap.get());
    assert_eq!(
        world.hyper_of(&address_for("requester")),
        1_000 * HYPER - state.cap.get()
    );
}

#[test]
fn extends_while_everything_is_paused() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    world.pause_markets(true, true).accepted();
    world.extend_job(&job, 100).accepted();
}

#[test]
fn rejects_nothing_extra() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    assert_refused(world.extend_job(&job, 0), MarketsError::ZeroAmount);
}

#[test]
fn rejects_past_the_markets_longest_run() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    assert_refused(
        world.extend_job(&job, 86_400 - JOB_MAX_RUN + 1),
        MarketsError::DurationRefused,
    );
    assert_refused(
        world.extend_job(&job, u32::MAX),
        MarketsError::DurationRefused,
    );
    world.extend_job(&job, 86_400 - JOB_MAX_RUN).accepted();
}

#[test]
fn rejects_past_the_nodes_longest_run() {
    let mut world = World::with_market();
    let node = world.node_with("node-1", |node, _| {
        node.max_duration_seconds = (JOB_MAX_RUN + 10).into();
    });
    let job = world.running_job(1, &node);
    assert_refused(world.extend_job(&job, 11), MarketsError::DurationRefused);
    world.extend_job(&job, 10).accepted();
}

#[test]
fn rejects_extend_into_closed_hours() {
    // Hours 0 to 2 are open; the run began at the start of hour 0.
    let mut world = World::with_market();
    let node = world.node_with("node-1", |node, _| {
        node.hours = [0; 21];
        node.hours[0] = 0b111;
    });
    let job = world.running_job(1, &node);
    world.warp_seconds(600);
    assert_refused(world.extend_job(&job, 3_601), MarketsError::OutsideHours);
    world.extend_job(&job, 3_600).accepted();
}

#[test]
fn rejects_a_cap_too_large() {
    let mut world = World::with_market();
    let mut posting = world.posting(1);
    posting.terms.max_run_seconds = 60;
    posting.terms.price_per_second = 10_000_000_000_000;
    world.fund_hyper(&address_for("requester"), 600_000_000 * HYPER);
    world.post(&posting, &["requester"]).accepted();
    assert_refused(
        world.extend_job(&posting.job(), 41),
        MarketsError::CapTooLarge,
    );
}

#[test]
fn rejects_after_each_deadline() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    let mut late = world.clone();
    late.warp_seconds(7_201);
    assert_refused(late.extend_job(&job, 1), MarketsError::OpenDeadlinePassed);
    world.accept_job(&job, &node).accepted();
    let mut late = world.clone();
    late.warp_seconds(121);
    assert_refused(late.extend_job(&job, 1), MarketsError::StartDeadlinePassed);
    world.start_job(&job, &node).accepted();
    let mut late = world.clone();
    late.warp_seconds(i64::from(JOB_MAX_RUN) + 1);
    assert_refused(late.extend_job(&job, 1), MarketsError::SubmitDeadlinePassed);
    world.warp_seconds(i64::from(JOB_MAX_RUN));
    world.extend_job(&job, 1).accepted();
}

#[test]
fn rejects_a_stopped_run() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.stop_job_as(&job, "requester").accepted();
    assert_refused(world.extend_job(&job, 1), MarketsError::AlreadyStopped);
}

#[test]
fn rejects_a_submitted_job() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    assert_refused(world.extend_job(&job, 1), MarketsError::JobNotOpen);
}

#[test]
fn rejects_another_signer_or_account() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    let stranger = world.actor("stranger");
    world.fund_hyper(&stranger.pubkey(), HYPER);
    let data = instruction::ExtendJob { extra_seconds: 1 };
    let mut accounts = world.extend_accounts(&job);
    accounts.funder = stranger.pubkey();
    assert_refused(
        world.send_to_markets(data, &accounts, &[&stranger]),
        MarketsError::NotFunder,
    );
    let mut accounts = world.extend_accounts(&job);
    accounts.funder_token = hyper_account(&stranger.pubkey());
    let requester = hypernode_test_kit::keypair_for("requester");
    let data = instruction::ExtendJob { extra_seconds: 1 };
    assert_refused(
        world.send_to_markets(data, &accounts, &[&requester]),
        MarketsError::WrongTokenOwner,
    );
}

#[test]
fn rejects_an_assigned_job_without_its_node() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    let mut accounts = world.extend_accounts(&job);
    accounts.node = None;
    let requester = hypernode_test_kit::keypair_for("requester");
    let data = instruction::ExtendJob { extra_seconds: 1 };
    assert_refused(
        world.send_to_markets(data, &accounts, &[&requester]),
        anchor_lang::Error::NotEnoughAccountKeys,
    );
}
