//! 20 close_vote.

use {
    super::ended::check_ended,
    crate::{
        error::GovernanceError,
        events::VoteClosed,
        state::{Moment, Vote},
    },
    anchor_lang::prelude::*,
};

/// A vote, with the signature of its rent payer.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseVote {
    /// CHECK: pinned by address; ended, or closed already.
    #[account(address = vote.proposal @ GovernanceError::ProposalNotEnded)]
    pub proposal: UncheckedAccount,
    #[account(mut, close = rent_payer)]
    pub vote: Account<Vote>,
    #[account(mut, address = vote.rent_payer @ GovernanceError::WrongRentPayer)]
    pub rent_payer: Signer,
}

/// Closes a vote on a proposal that ended.
///
/// # Errors
/// `WrongRentPayer`, `ProposalNotEnded`.
pub fn close_vote(ctx: &mut Context<CloseVote>) -> Result<()> {
    let now = Moment::now()?;
    check_ended(ctx.accounts.proposal.account())?;
    let vote = &mut ctx.accounts.vote;
    let event = VoteClosed {
        vote: *vote.address(),
        vote_changes: vote.count_change(),
        proposal: vote.proposal,
        position: vote.position,
        rent_payer: vote.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
