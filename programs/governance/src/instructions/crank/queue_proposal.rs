//! 16 queue_proposal.

use {
    crate::{
        events::ProposalQueued,
        state::{Config, Moment, Proposal},
    },
    anchor_lang::prelude::*,
};

/// The proposal, and the Config that says how long it waits.
#[event_cpi]
#[derive(Accounts)]
pub struct QueueProposal {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub proposal: Account<Proposal>,
}

/// Starts the timelock of a proposal that succeeded; an Upgrade has its own.
///
/// # Errors
/// `ProposalNotSucceeded`, `KindMismatch` for a Text, `ExecutionWindowOver`.
pub fn queue_proposal(ctx: &mut Context<QueueProposal>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let proposal = &mut accounts.proposal;
    let status_before = proposal.status.0;
    proposal.queue(&accounts.config, now.at)?;
    let event = ProposalQueued {
        proposal: *proposal.address(),
        proposal_changes: proposal.count_change(),
        status_before,
        status_after: proposal.status.0,
        eta_at: proposal.eta_at.get(),
        expires_at: proposal.expires_at.get(),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
