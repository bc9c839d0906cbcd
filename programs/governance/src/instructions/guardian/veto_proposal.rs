//! 18 veto_proposal.

use {
    crate::{
        error::GovernanceError,
        events::ProposalVetoed,
        state::{Config, Moment, Proposal},
    },
    anchor_lang::prelude::*,
};

/// The proposal, with the guardian's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct VetoProposal {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub proposal: Account<Proposal>,
    #[account(address = config.head.guardian @ GovernanceError::NotGuardian)]
    pub guardian: Signer,
}

/// Stops a proposal during its timelock, unless it changes the guardian.
///
/// # Errors
/// `NotGuardian`, `ProposalNotQueued`, `VetoDisabled`, `VetoNotAllowed`, `VetoTooLate`.
pub fn veto_proposal(ctx: &mut Context<VetoProposal>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let enabled = accounts.config.params.veto_enabled.into();
    let proposal = &mut accounts.proposal;
    let status_before = proposal.status.0;
    proposal.veto(enabled, now.at)?;
    let event = ProposalVetoed {
        proposal: *proposal.address(),
        proposal_changes: proposal.count_change(),
        guardian: *accounts.guardian.address(),
        status_before,
        status_after: proposal.status.0,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
