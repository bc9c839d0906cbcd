//! Whole lives of jobs.

use hypernode_test_kit::{markets::*, World};

#[test]
fn settles_a_job_that_ran_well() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let posting = world.posting(1);
    let posted = world.post(&posting, &["requester"]).accepted();
    let job = posting.job();
    let accepted = world.accept_job(&job, &node).accepted();
    world.warp_seconds(2);
    let started = world.start_job(&job, &node).accepted();
    world.warp_seconds(3_601);
    let submitted = world.submit_job(&job, &node, submission(3_601)).accepted();
    let settled = world.settle_job(&job, &node, "requester").accepted();
    println!(
        "post {} accept {} start {} submit {} settle {}",
        posted.compute_units,
        accepted.compute_units,
        started.compute_units,
        submitted.compute_units,
        settled.compute_units
    );
}
