//! `release_job`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::registry::{Node, Reputation},
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, markets::*, Signer, World, HYPER,
    },
    markets::{
        error::MarketsError,
        instruction,
        state::{key_prefix, CloseReason, Job, JobState},
    },
};

#[test]
fn declines_what_was_not_started_and_opens_the_job_again() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let mut posting = world.posting(1);
    posting.preferred = vec![key_prefix(&node.address)];
    posting.terms.exclusive_seconds = 60;
    world.post(&posting, &["requester"]).accepted();
    let job = posting.job();
    world.accept_job(&job, &node).accepted();
    world.warp_seconds(5);
    world.release_job(&job, &node, 1).accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Open);
    assert_eq!(state.opened_at.get(), world.now());
    assert_eq!(state.exclusive_seconds.get(), 0);
    assert_eq!(state.assigned_at.get(), 0);
    assert_eq!(
        state.past_authorities[0].get(),
        key_prefix(&node.authority.pubkey())
    );
    assert_eq!(world.token_balance(&job.escrow), JOB_CAP);
    let reputation = world.read::<Reputation>(&node.reputation());
    assert_eq!((reputation.declined.get(), reputation.failed.get()), (1, 0));
    assert_eq!(world.read::<Node>(&node.address).active_runs.get(), 0);
}

#[test]
fn fails_what_was_started() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.release_job(&job, &node, 2).accepted();
    assert_eq!(world.read::<Reputation>(&node.reputation()).failed.get(), 1);
    assert_eq!(world.read::<Job>(&job.address).started_at.get(), 0);
}

#[test]
fn refunds_after_the_third_attempt() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    for name in ["node-1", "node-2", "node-3"] {
        let node = world.node(name);
        world.accept_job(&job, &node).accepted();
        world.release_job(&job, &node, 5).accepted();
    }
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Refunded && state.close_reason == CloseReason::Released);
    assert_eq!(state.attempt, 3);
    assert_eq!(world.hyper_of(&address_for("requester")), 1_000 * HYPER);
    assert!(world.account(&job.escrow).is_none());
}

#[test]
fn refunds_a_stopped_run() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.stop_job_as(&job, "requester").accepted();
    world.release_job(&job, &node, 5).accepted();
    assert!(world.read::<Job>(&job.address).state == JobState::Refunded);
}

#[test]
fn rejects_unknown_reasons() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    for reason in [0, 6, 255] {
        assert_refused(
            world.release_job(&job, &node, reason),
            MarketsError::ParameterOutOfBounds,
        );
    }
}

#[test]
fn rejects_after_the_deadline_so_that_a_fault_cannot_be_escaped() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    let mut late = world.clone();
    late.warp_seconds(121);
    assert_refused(
        late.release_job(&job, &node, 1),
        MarketsError::StartDeadlinePassed,
    );
    world.start_job(&job, &node).accepted();
    world.warp_seconds(i64::from(JOB_MAX_RUN) + 301);
    assert_refused(
        world.release_job(&job, &node, 1),
        MarketsError::SubmitDeadlinePassed,
    );
}

#[test]
fn rejects_a_job_without_an_attempt() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    assert_refused(
        world.release_job(&job, &node, 1),
        MarketsError::JobNotAssigned,
    );
}

#[test]
fn rejects_another_operator_and_another_node() {
    let mut world = World::with_market();
    let (node, other) = (world.node("node-1"), world.node("node-2"));
    let job = world.running_job(1, &node);
    assert_refused(
        world.release_job(&job, &other, 1),
        ProgramError::Custom(2012),
    );
    let mut accounts = world.job_release_accounts(&job, &node);
    accounts.operator = other.operator.pubkey();
    assert_refused(
        world.send_to_markets(
            instruction::ReleaseJob { reason: 1 },
            &accounts,
            &[&other.operator],
        ),
        MarketsError::NotNodeOperator,
    );
}

#[test]
fn rejects_a_refund_to_somebody_else() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.stop_job_as(&job, "requester").accepted();
    world.fund_hyper(&address_for("stranger"), 0);
    let mut accounts = world.job_release_accounts(&job, &node);
    accounts.funder_token = hyper_account(&address_for("stranger"));
    assert_refused(
        world.send_to_markets(
            instruction::ReleaseJob { reason: 1 },
            &accounts,
            &[&node.operator],
        ),
        MarketsError::WrongTokenOwner,
    );
}
