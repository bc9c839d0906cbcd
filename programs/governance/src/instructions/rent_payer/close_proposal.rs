//! 22 close_proposal.

use {
    crate::{
        error::GovernanceError,
        events::ProposalClosed,
        state::{Moment, Proposal},
    },
    anchor_lang::prelude::*,
};

/// A proposal, with the signature of its rent payer.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseProposal {
    #[account(mut, close = rent_payer)]
    pub proposal: Account<Proposal>,
    #[account(mut, address = proposal.rent_payer @ GovernanceError::WrongRentPayer)]
    pub rent_payer: Signer,
}

/// Closes a proposal that ended; its payloads and votes can be closed before or after.
///
/// # Errors
/// `WrongRentPayer`, `ProposalNotEnded`.
pub fn close_proposal(ctx: &mut Context<CloseProposal>) -> Result<()> {
    let now = Moment::now()?;
    let proposal = &mut ctx.accounts.proposal;
    proposal.check_ended()?;
    let event = ProposalClosed {
        proposal: *proposal.address(),
        proposal_changes: proposal.count_change(),
        id: proposal.id.get(),
        rent_payer: proposal.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
