//! `submit_job` (24): the node hands in the digest of its result.

use {
    crate::{
        error::MarketsError,
        events::{CommitRecord, JobSubmitted},
        instructions::replicas,
        state::{Config, Job, Moment, ReplicaGroup, Submission},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        digest,
        layout::{View, VERSION},
        registry::Node,
    },
};

/// The job and its node; the Config names the cluster.
#[event_cpi]
#[derive(Accounts)]
pub struct SubmitJob {
    #[account(address = node.operator @ MarketsError::NotNodeOperator)]
    pub operator: Signer,
    pub config: Account<Config>,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(
        address = job.node,
        constraint = node.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub node: Account<View<Node>>,
    /// The group of a job that is a replica; none for any other job.
    #[account(mut, address = job.parent)]
    pub replicas: Option<Account<ReplicaGroup>>,
}

/// Records the result and opens the challenge window. A replica hands in the commitment to its result instead, so that
/// no other can copy it, and shows the result with `reveal_result` once all committed.
///
/// # Errors
/// `NotNodeOperator`, `JobNotRunning`, `SubmitDeadlinePassed`, `ZeroDigest`; of a replica also `NotInReplicas` and
/// `CommitDeadlinePassed`.
pub fn submit_job(ctx: &mut Context<SubmitJob>, submission: Submission) -> Result<()> {
    let now = Moment::now()?;
    let genesis = ctx.accounts.config.params.genesis;
    let job = &mut ctx.accounts.job;
    let (state_before, codec_before) = (job.state.0, job.codec);
    let phase_slot_before = job.phase_slot.get();
    job.submit(&submission, now)?;
    let replica = match job.is_replica() {
        true => replicas::commit(&mut ctx.accounts.replicas, job.address(), now.at)?,
        false => CommitRecord::default(),
    };
    let event = JobSubmitted {
        job: *job.address(),
        job_changes: job.count_change(),
        node: job.node,
        attempt: job.attempt,
        state_before,
        state_after: job.state.0,
        codec_before,
        codec_after: job.codec,
        result_digest: submission.result_digest,
        logs_digest: submission.logs_digest,
        execution_digest: execution_digest(&genesis, job, &submission),
        exit_code: submission.exit_code,
        output_bytes: submission.output_bytes,
        reported_seconds: submission.metered_seconds,
        metered_seconds: job.metered_seconds.get(),
        phase_slot_before,
        submitted_at: now.at,
        challenge_until: job.challenge_until()?,
        replica,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

/// Digest that binds this result to cluster, job, node and attempt, so it cannot be copied or replayed.
fn execution_digest(genesis: &[u8; 32], job: &Account<Job>, submission: &Submission) -> [u8; 32] {
    digest::result(
        &digest::Execution {
            genesis,
            program: &crate::ID,
            job: job.address(),
            posted_slot: job.posted_slot.get(),
            node: &job.node,
            attempt: job.attempt,
        },
        &digest::Outcome {
            image: &job.image_digest,
            input: &job.input_digest,
            spec: &job.spec_digest,
            result: &submission.result_digest,
            logs: &submission.logs_digest,
            exit_code: submission.exit_code,
            output_bytes: submission.output_bytes,
            metered_seconds: job.metered_seconds.get(),
        },
    )
}
