//! 16 queue_proposal.

use {
    crate::{
        error::GovernanceError,
        events::ProposalQueued,
        state::{Config, Moment, Proposal},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::STAKING,
        staking,
    },
};

/// The proposal, and the Configs that say how long it waits.
#[event_cpi]
#[derive(Accounts)]
pub struct QueueProposal {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub proposal: Account<Proposal>,
    /// Says how long stake needs to leave.
    #[account(
        address = STAKING.config.address,
        constraint = staking_config.version == VERSION @ GovernanceError::WrongVersion
    )]
    pub staking_config: Account<View<staking::Config>>,
}

/// Starts the timelock of a proposal that succeeded; an Upgrade has its own, which outlasts staking's unbonding.
///
/// # Errors
/// `WrongVersion`, `ProposalNotSucceeded`, `KindMismatch` for a Text, `ExecutionWindowOver`.
pub fn queue_proposal(ctx: &mut Context<QueueProposal>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let proposal = &mut accounts.proposal;
    let status_before = proposal.status.0;
    let unbonding_seconds = accounts.staking_config.params.unbonding_seconds.get();
    proposal.queue(&accounts.config, unbonding_seconds, now.at)?;
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
