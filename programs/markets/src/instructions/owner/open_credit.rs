//! `open_credit` (70): an owner sets money aside for a payee.

#![expect(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        error::MarketsError,
        events_credit::CreditOpened,
        seeds::{SEED_CREDIT, SEED_CREDIT_VAULT},
        state::{Config, Credit, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        config::non_zero,
        token::{self, Mint, TokenAccount},
    },
};

/// The new credit and its vault.
#[event_cpi]
#[derive(Accounts)]
#[instruction(id: [u8; 16])]
pub struct OpenCredit {
    pub owner: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub config: Account<Config>,
    #[account(address = config.head.mint @ MarketsError::WrongMint)]
    pub mint: Account<Mint>,
    /// CHECK: any key; who is paid.
    pub payee: UncheckedAccount,
    #[account(init, payer = payer, seeds = [SEED_CREDIT, owner, payee, id.as_ref()], bump)]
    pub credit: Account<Credit>,
    /// CHECK: created here at its own address.
    #[account(mut, seeds = [SEED_CREDIT_VAULT, credit], bump)]
    pub credit_vault: UncheckedAccount,
    #[account(mut)]
    pub owner_token: Account<TokenAccount>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

/// Creates credit and vault and moves the first deposit in; `session_key` signs the vouchers.
///
/// # Errors
/// `WrongMint`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`, `EntriesPaused`, `InvalidId`,
/// `ZeroAddress`, `ZeroAmount`.
pub fn open_credit(
    ctx: &mut Context<OpenCredit>,
    id: [u8; 16],
    session_key: Address,
    deposit: u64,
) -> Result<()> {
    let now = Moment::now()?;
    let (bump, vault_bump) = (ctx.bumps.credit, ctx.bumps.credit_vault);
    let accounts = &mut ctx.accounts;
    accounts
        .owner_token
        .check(accounts.mint.address(), accounts.owner.address())
        .map_err(MarketsError::from)?;
    accounts.config.check_entries()?;
    require!(id != [0; 16], MarketsError::InvalidId);

    let credit = &mut accounts.credit;
    credit.open(bump, *accounts.payer.address());
    credit.vault_bump = vault_bump;
    credit.owner = *accounts.owner.address();
    credit.payee = non_zero(*accounts.payee.address()).map_err(MarketsError::from)?;
    credit.id = id;
    credit.session_key = non_zero(session_key).map_err(MarketsError::from)?;
    credit.opened_slot = now.slot.into();
    credit.copy_shares(&accounts.config.params);
    credit.deposit(deposit)?;
    accounts.fund(vault_bump, deposit)?;
    let credit = &accounts.credit;
    let event = CreditOpened {
        credit: *credit.address(),
        credit_changes: credit.changes.get(),
        owner: credit.owner,
        payee: credit.payee,
        id,
        session_key,
        treasury_bps: credit.treasury_bps.get(),
        incentive_bps: credit.incentive_bps.get(),
        orchestrator_bps: credit.orchestrator_bps.get(),
        staker_bps: credit.staker_bps.get(),
        vault: *accounts.credit_vault.address(),
        owner_token: *accounts.owner_token.address(),
        deposit,
        rent_payer: credit.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

impl OpenCredit {
    /// Creates the vault and moves the deposit in.
    fn fund(&mut self, vault_bump: u8, deposit: u64) -> Result<()> {
        let mut vault = *self.credit_vault.account();
        let credit = *self.credit.address();
        token::create_vault(
            self.payer.account(),
            &mut vault,
            self.mint.account(),
            &credit,
            &[SEED_CREDIT_VAULT, credit.as_ref(), &[vault_bump]],
        )?;
        token::transfer(
            self.owner_token.cpi_handle_mut(),
            self.credit_vault.cpi_handle_mut(),
            self.owner.cpi_handle(),
            deposit,
            &[],
        );
        Ok(())
    }
}
