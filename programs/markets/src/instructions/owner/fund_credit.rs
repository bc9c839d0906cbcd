//! `fund_credit` (71).

use {
    crate::{
        error::MarketsError,
        events_credit::CreditFunded,
        seeds::SEED_CREDIT_VAULT,
        state::{Config, Credit, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::token::{self, TokenAccount},
};

/// The credit and where the deposit comes from.
#[event_cpi]
#[derive(Accounts)]
pub struct FundCredit {
    #[account(address = credit.owner @ MarketsError::NotCreditOwner)]
    pub owner: Signer,
    pub config: Account<Config>,
    #[account(mut)]
    pub credit: Account<Credit>,
    #[account(mut, seeds = [SEED_CREDIT_VAULT, credit], bump = credit.vault_bump)]
    pub credit_vault: Account<TokenAccount>,
    #[account(mut)]
    pub owner_token: Account<TokenAccount>,
    pub token_program: Program<Token>,
}

/// Moves a further deposit into the vault.
///
/// # Errors
/// `NotCreditOwner`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`, `EntriesPaused`, `CreditClosing`,
/// `ZeroAmount`.
pub fn fund_credit(ctx: &mut Context<FundCredit>, deposit: u64) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts
        .owner_token
        .check(&accounts.credit_vault.mint, accounts.owner.address())
        .map_err(MarketsError::from)?;
    accounts.config.check_entries()?;
    let credit = &mut accounts.credit;
    let deposited_before = credit.deposited.get();
    credit.deposit(deposit)?;
    let event = CreditFunded {
        credit: *credit.address(),
        credit_changes: credit.count_change(),
        deposited_before,
        deposited_after: credit.deposited.get(),
        owner_token: *accounts.owner_token.address(),
        vault: *accounts.credit_vault.address(),
        deposit,
        slot: now.slot,
        at: now.at,
    };
    token::transfer(
        accounts.owner_token.cpi_handle_mut(),
        accounts.credit_vault.cpi_handle_mut(),
        accounts.owner.cpi_handle(),
        deposit,
        &[],
    );
    emit_cpi!(event);
    Ok(())
}
