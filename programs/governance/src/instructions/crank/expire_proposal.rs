//! 19 expire_proposal.

use {
    crate::{
        events::ProposalExpired,
        state::{Moment, Proposal},
    },
    anchor_lang::prelude::*,
};

/// The proposal.
#[event_cpi]
#[derive(Accounts)]
pub struct ExpireProposal {
    #[account(mut)]
    pub proposal: Account<Proposal>,
}

/// Ends a proposal that was not queued within 7 days of its vote, or not executed in its window.
///
/// # Errors
/// `ProposalNotSucceeded`, `NotExpired`.
pub fn expire_proposal(ctx: &mut Context<ExpireProposal>) -> Result<()> {
    let now = Moment::now()?;
    let proposal = &mut ctx.accounts.proposal;
    let status_before = proposal.status.0;
    proposal.expire(now.at)?;
    let event = ProposalExpired {
        proposal: *proposal.address(),
        proposal_changes: proposal.count_change(),
        status_before,
        status_after: proposal.status.0,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
