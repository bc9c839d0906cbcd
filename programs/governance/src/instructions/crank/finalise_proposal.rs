//! 15 finalise_proposal.

use {
    crate::{
        error::GovernanceError,
        events::ProposalFinalised,
        instructions::bond::*,
        state::{Config, Moment, Proposal},
    },
    anchor_lang::prelude::*,
    hypernode_common::programs::PROPOSAL_BOND_VAULT,
};

/// The proposal and where its bond goes.
#[event_cpi]
#[derive(Accounts)]
pub struct FinaliseProposal {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub proposal: Account<Proposal>,
    pub bond: Nested<BondExit>,
}

/// Counts a vote that ended: Succeeded or Defeated. The bond returns to the proposer unless the turnout stayed
/// below the quorum; then the treasury keeps it.
///
/// # Errors
/// `WrongVault`, `ExitsPaused`, `ProposalNotActive`, `VotingOpen`, `WrongTokenMint`, `WrongTokenOwner`,
/// `TokenAccountFrozen`.
pub fn finalise_proposal(ctx: &mut Context<FinaliseProposal>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_exits(now.at)
        .map_err(GovernanceError::from)?;
    let proposal = &mut accounts.proposal;
    let status_before = proposal.status.0;
    let returns = proposal.finalise(now.at)?;
    let paid = accounts.bond.pay(proposal, &accounts.config, returns)?;
    let event = ProposalFinalised {
        proposal: *proposal.address(),
        proposal_changes: proposal.count_change(),
        status_before,
        status_after: proposal.status.0,
        tally: proposal.tally(),
        snapshot_weight: proposal.snapshot_weight.get(),
        quorum_bps: proposal.quorum_bps.get(),
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
