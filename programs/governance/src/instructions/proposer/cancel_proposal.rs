//! 13 cancel_proposal.

use {
    crate::{
        error::GovernanceError,
        events::ProposalCancelled,
        instructions::bond::*,
        state::{Config, Moment, Proposal},
    },
    anchor_lang::prelude::*,
    hypernode_common::programs::PROPOSAL_BOND_VAULT,
};

/// The proposal and where its bond goes.
#[event_cpi]
#[derive(Accounts)]
pub struct CancelProposal {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub proposal: Account<Proposal>,
    #[account(address = proposal.proposer @ GovernanceError::NotProposer)]
    pub proposer: Signer,
    pub bond: Nested<BondExit>,
}

/// Withdraws a proposal. The bond of a Draft returns; that of a vote as if the vote ended now.
///
/// # Errors
/// `NotProposer`, `WrongVault`, `ProposalNotDraft`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`.
pub fn cancel_proposal(ctx: &mut Context<CancelProposal>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let proposal = &mut accounts.proposal;
    let status_before = proposal.status.0;
    let returns = proposal.cancel()?;
    let paid = accounts.bond.pay(proposal, &accounts.config, returns)?;
    let event = ProposalCancelled {
        proposal: *proposal.address(),
        proposal_changes: proposal.count_change(),
        status_before,
        status_after: proposal.status.0,
        bond_before: paid.amount,
        bond_after: proposal.bond.get(),
        bond_vault: PROPOSAL_BOND_VAULT.address,
        bond_recipient: paid.recipient,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
