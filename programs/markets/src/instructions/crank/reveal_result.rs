//! `reveal_result` (52): a replica's result is shown to be what its node committed to.

use {
    crate::{
        error::MarketsError,
        events::ResultRevealed,
        state::{Config, Job, Moment, ReplicaGroup},
    },
    anchor_lang::prelude::*,
    hypernode_common::digest,
};

/// The replica and its group; the Config names the cluster.
#[event_cpi]
#[derive(Accounts)]
pub struct RevealResult {
    pub config: Account<Config>,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.parent)]
    pub replicas: Account<ReplicaGroup>,
}

/// Puts the result in the place of the commitment. Nobody signs: only the node knows what opens the commitment.
///
/// # Errors
/// `NotInReplicas`, `JobNotSubmitted`, `RevealTooSoon`, `RevealDeadlinePassed`, `AlreadyRevealed`, `ZeroDigest`,
/// `CommitMismatch`.
pub fn reveal_result(
    ctx: &mut Context<RevealResult>,
    result: [u8; 32],
    salt: [u8; 32],
) -> Result<()> {
    let now = Moment::now()?;
    let genesis = ctx.accounts.config.params.genesis;
    let (job, replicas) = (&mut ctx.accounts.job, &mut ctx.accounts.replicas);
    let seat = replicas.seat_of(job.address())?;
    job.require_submitted()?;
    let (commitment, reveals_before) = (job.result_digest, replicas.reveals);
    replicas.reveal(seat, &result, now.at)?;
    require!(result != [0; 32], MarketsError::ZeroDigest);
    require!(
        commitment_of(&genesis, job, &result, &salt) == commitment,
        MarketsError::CommitMismatch
    );
    job.reveal(&result)?;
    let event = ResultRevealed {
        job: *job.address(),
        job_changes: job.count_change(),
        replicas: *replicas.address(),
        replicas_changes: replicas.count_change(),
        node: job.node,
        seat: seat as u8,
        result_digest_before: commitment,
        result_digest_after: job.result_digest,
        salt,
        reveals_before,
        reveals_after: replicas.reveals,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

/// Commitment of this attempt to a result: bound to cluster, job, node and attempt, so that none can be copied.
fn commitment_of(
    genesis: &[u8; 32],
    job: &Account<Job>,
    result: &[u8; 32],
    salt: &[u8; 32],
) -> [u8; 32] {
    digest::commit(
        &digest::Execution {
            genesis,
            program: &crate::ID,
            job: job.address(),
            posted_slot: job.posted_slot.get(),
            node: &job.node,
            attempt: job.attempt,
        },
        result,
        salt,
    )
}
