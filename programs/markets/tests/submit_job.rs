//! `submit_job`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::digest,
    hypernode_test_kit::{assert_refused, markets::*, World},
    markets::{
        error::MarketsError,
        state::{Job, JobState},
    },
};

#[test]
fn records_the_result_and_binds_it() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.warp_seconds(60);
    let outcome = world.submit_job(&job, &node, submission(60)).accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Submitted);
    assert_eq!(state.result_digest, [8; 32]);
    assert_eq!(state.metered_seconds.get(), 60);
    let expected = digest::result(
        &digest::Execution {
            genesis: &markets_params().genesis,
            program: &markets::ID,
            job: &job.address,
            posted_slot: state.posted_slot.get(),
            node: &node.address,
            attempt: 1,
        },
        &digest::Outcome {
            image: &state.image_digest,
            input: &state.input_digest,
            spec: &state.spec_digest,
            result: &[8; 32],
            logs: &[9; 32],
            exit_code: 0,
            output_bytes: 1_234,
            metered_seconds: 60,
        },
    );
    let data = outcome.event_data::<markets::events::JobSubmitted>();
    assert!(data.windows(32).any(|window| window == expected));
}

#[test]
fn clamps_metered_seconds() {
    for (after, reported, billed) in [
        (60, 60, 60),
        (60, 61, 60),
        (60, u32::MAX, 60),
        (60, 0, 1),
        (0, 5, 1),
        (i64::from(JOB_MAX_RUN) + 200, u32::MAX, JOB_MAX_RUN),
    ] {
        let mut world = World::with_market();
        let node = world.node("node-1");
        let job = world.running_job(1, &node);
        world.warp_seconds(after);
        world
            .submit_job(&job, &node, submission(reported))
            .accepted();
        let state = world.read::<Job>(&job.address);
        assert_eq!(
            state.metered_seconds.get(),
            billed,
            "{reported} after {after}"
        );
    }
}

#[test]
fn rejects_a_second_after_the_submit_grace() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.warp_seconds(i64::from(JOB_MAX_RUN) + 300);
    world
        .clone()
        .submit_job(&job, &node, submission(1))
        .accepted();
    world.warp_seconds(1);
    assert_refused(
        world.submit_job(&job, &node, submission(1)),
        MarketsError::SubmitDeadlinePassed,
    );
}

#[test]
fn rejects_a_job_that_is_not_running() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    assert_refused(
        world.submit_job(&job, &node, submission(1)),
        MarketsError::JobNotRunning,
    );
}

#[test]
fn rejects_zero_digests() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    let mut without_result = submission(1);
    without_result.result_digest = [0; 32];
    let mut without_logs = submission(1);
    without_logs.logs_digest = [0; 32];
    for broken in [without_result, without_logs] {
        assert_refused(
            world.submit_job(&job, &node, broken),
            MarketsError::ZeroDigest,
        );
    }
}

#[test]
fn rejects_submit_by_other_node() {
    let mut world = World::with_market();
    let (node, mut other) = (world.node("node-1"), world.node("node-2"));
    let job = world.running_job(1, &node);
    assert_refused(
        world.submit_job(&job, &other, submission(1)),
        ProgramError::Custom(2012),
    );
    other.address = node.address;
    assert_refused(
        world.submit_job(&job, &other, submission(1)),
        MarketsError::NotNodeOperator,
    );
}
