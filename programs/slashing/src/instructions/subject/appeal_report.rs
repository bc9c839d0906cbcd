//! 16 appeal_report.

use {
    crate::{
        constants::{BOND_VAULT, CONFIG, STATE, TOKEN_PROGRAM},
        error::SlashingError,
        events::{ReportAppealed, ReportChange, SumsChange},
        state::{Config, Moment, Report, State},
    },
    anchor_lang::prelude::*,
    hypernode_common::token::{transfer, TokenAccount},
};

/// A confirmed report, and where the bond of the appeal comes from.
#[event_cpi]
#[derive(Accounts)]
pub struct AppealReport {
    #[account(address = report.subject_authority @ SlashingError::NotSubjectAuthority)]
    pub appellant: Signer,
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    #[account(mut, address = STATE)]
    pub state: Account<State>,
    #[account(mut)]
    pub report: Account<Report>,
    /// Token account of the appellant that the bond comes from.
    #[account(mut)]
    pub appellant_token: Account<TokenAccount>,
    #[account(mut, address = BOND_VAULT @ SlashingError::WrongVault)]
    pub bond_vault: Account<TokenAccount>,
    /// CHECK: pinned by address.
    #[account(address = TOKEN_PROGRAM)]
    pub token_program: UncheckedAccount,
}

/// Asks all validators, with a bond as large as the report's.
///
/// # Errors
/// `NotSubjectAuthority`, `WrongVault`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`,
/// `ReportNotConfirmed`, `AppealWindowOver`.
pub fn appeal_report(ctx: &mut Context<AppealReport>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let appellant = *accounts.appellant.address();
    accounts
        .appellant_token
        .check(&accounts.config.head.mint, &appellant)
        .map_err(SlashingError::from)?;
    let report = &mut accounts.report;
    report.require_appealable(&accounts.config, now.at)?;
    let before = report.state();
    let sums_before = accounts.state.state();
    let bond = report.bond_of_appeal(&accounts.config);
    report.appeal(appellant, bond, now.at);
    accounts.state.take_bond(bond)?;
    transfer(
        accounts.appellant_token.cpi_handle_mut(),
        accounts.bond_vault.cpi_handle_mut(),
        accounts.appellant.cpi_handle(),
        bond,
        &[],
    );
    let event = ReportAppealed {
        report: ReportChange::of(&mut accounts.report, before),
        sums: SumsChange::of(&mut accounts.state, sums_before),
        bond,
        appellant_token: *accounts.appellant_token.address(),
        bond_vault: BOND_VAULT,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
