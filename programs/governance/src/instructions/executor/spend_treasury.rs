//! 23 spend_treasury.

use {
    crate::{
        error::GovernanceError,
        events::TreasurySpent,
        seeds::SEED_TREASURY_OWNER,
        state::{Config, Moment, Proposal},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        programs::{EXECUTOR, PROPOSAL_BOND_VAULT, TREASURY, TREASURY_OWNER},
        token::{transfer, TokenAccount},
    },
};

/// The treasury and who is paid, with the executor's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct SpendTreasury {
    /// The proposal under execution: its payload could be stored with no other.
    #[account(mut)]
    pub proposal: Account<Proposal>,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(address = EXECUTOR.address @ GovernanceError::NotExecutor)]
    pub executor: Signer,
    #[account(mut, address = TREASURY.address @ GovernanceError::WrongVault)]
    pub treasury: Account<TokenAccount>,
    /// CHECK: pinned by address; signs for the treasury.
    #[account(address = TREASURY_OWNER.address @ GovernanceError::WrongVault)]
    pub treasury_owner: UncheckedAccount,
    /// The token account the proposal named.
    #[account(mut)]
    pub recipient: Account<TokenAccount>,
    pub token_program: Program<Token>,
}

impl SpendTreasury {
    fn validate(&self, amount: u64) -> Result<()> {
        require!(
            *self.recipient.address() != PROPOSAL_BOND_VAULT.address,
            GovernanceError::RecipientIsVault
        );
        let owner = self.recipient.owner;
        self.recipient
            .check(&self.config.head.mint, &owner)
            .map_err(GovernanceError::from)?;
        require!(amount > 0, GovernanceError::ZeroAmount);
        Ok(())
    }
}

/// Pays `amount` base units of the treasury, within the proposal's share of it.
///
/// # Errors
/// `NotExecutor`, `WrongVault`, `RecipientIsVault`, `WrongTokenMint`, `TokenAccountFrozen`, `ZeroAmount`,
/// `SpendCapReached`.
pub fn spend_treasury(ctx: &mut Context<SpendTreasury>, amount: u64) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.validate(amount)?;
    let balance = accounts.treasury.amount.get();
    let cap_bps = accounts.config.params.spend_cap_bps.get();
    let proposal = &mut accounts.proposal;
    let spent_before = proposal.spent.get();
    proposal.spend(amount, balance, cap_bps)?;
    transfer(
        accounts.treasury.cpi_handle_mut(),
        accounts.recipient.cpi_handle_mut(),
        accounts.treasury_owner.cpi_handle(),
        amount,
        &[&[SEED_TREASURY_OWNER, &[TREASURY_OWNER.bump]]],
    );
    let event = TreasurySpent {
        proposal: *proposal.address(),
        proposal_changes: proposal.count_change(),
        spent_before,
        spent_after: proposal.spent.get(),
        amount,
        treasury: TREASURY.address,
        recipient: *accounts.recipient.address(),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
