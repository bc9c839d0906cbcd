//! `reveal_canary` (55): the requester shows what it had expected of a result.

use {
    crate::{
        error::MarketsError,
        events::CanaryRevealed,
        state::{Job, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::digest,
};

/// The job.
#[event_cpi]
#[derive(Accounts)]
pub struct RevealCanary {
    #[account(address = job.requester @ MarketsError::NotRequester)]
    pub requester: Signer,
    pub job: Account<Job>,
}

/// Tells the expected result, the commitment that it opens and whether the node's result equals it. It moves nothing:
/// the requester chose the answer, so it is evidence for readers and for validators in a challenge.
///
/// # Errors
/// `NotRequester`, `NotCanary`, `JobNotSubmitted` before there is a result, `ZeroDigest`.
pub fn reveal_canary(
    ctx: &mut Context<RevealCanary>,
    expected: [u8; 32],
    salt: [u8; 32],
) -> Result<()> {
    let now = Moment::now()?;
    let job = &ctx.accounts.job;
    job.require_canary_result()?;
    require!(expected != [0; 32], MarketsError::ZeroDigest);
    let event = CanaryRevealed {
        job: *job.address(),
        requester: job.requester,
        node: job.node,
        spec_digest: job.spec_digest,
        commitment: digest::canary(&expected, &salt),
        expected,
        salt,
        result_digest: job.result_digest,
        is_equal: u8::from(job.result_digest == expected),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
