//! `close_credit` (74): once the payee had its last day, the rest returns to the owner.

use {
    crate::{
        error::MarketsError,
        events_credit::CreditClosed,
        instructions::{credit_vault, escrow},
        seeds::SEED_CREDIT_VAULT,
        state::{Config, Credit, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::token::TokenAccount,
};

/// The credit and where its rest goes.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseCredit {
    pub config: Account<Config>,
    #[account(mut, close = rent_payer)]
    pub credit: Account<Credit>,
    #[account(mut, seeds = [SEED_CREDIT_VAULT, credit], bump = credit.vault_bump)]
    pub credit_vault: Account<TokenAccount>,
    /// CHECK: a token account of the owner.
    #[account(mut)]
    pub owner_token: UncheckedAccount,
    /// CHECK: gets the lamports of credit and vault.
    #[account(mut, unsafe(dup), address = credit.rent_payer @ MarketsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    pub token_program: Program<Token>,
}

/// Pays the vault's whole balance to the owner and closes vault and credit.
///
/// # Errors
/// `WrongRentPayer`, `ExitsPaused`, `CreditNotClosing`, `DeadlineNotPassed`, `WrongTokenMint`, `WrongTokenOwner`,
/// `TokenAccountFrozen`.
pub fn close_credit(ctx: &mut Context<CloseCredit>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.config.check_exits(now.at)?;
    accounts
        .credit
        .require_closable(&accounts.config.head, now.at)?;
    escrow::check_recipient(
        accounts.owner_token.account(),
        &accounts.credit_vault.mint,
        &accounts.credit.owner,
    )?;
    let rest = accounts.credit_vault.amount.get();
    credit_vault::pay(
        &accounts.credit,
        &mut accounts.credit_vault,
        &mut accounts.owner_token,
        rest,
    );
    credit_vault::close(
        &accounts.credit,
        &mut accounts.credit_vault,
        &mut accounts.rent_payer,
    );
    let credit = &mut accounts.credit;
    let event = CreditClosed {
        credit: *credit.address(),
        credit_changes: credit.count_change(),
        owner: credit.owner,
        payee: credit.payee,
        id: credit.id,
        vault: *accounts.credit_vault.address(),
        owner_token: *accounts.owner_token.address(),
        rest,
        rent_payer: credit.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
