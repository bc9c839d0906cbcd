//! 13 draw_panel.

use {
    crate::{
        constants::CONFIG,
        error::SlashingError,
        events::{PanelDrawn, ReportChange},
        state::{Config, Moment, Report},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        draw,
        layout::{View, VERSION},
        programs::TOTALS,
        staking::Totals,
    },
};

/// The report; staking says how many validators there are.
#[event_cpi]
#[derive(Accounts)]
pub struct DrawPanel {
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    #[account(mut)]
    pub report: Account<Report>,
    #[account(
        address = TOTALS.address,
        constraint = staking_totals.version == VERSION @ SlashingError::WrongVersion,
    )]
    pub staking_totals: Account<View<Totals>>,
}

/// Draws the panel, or aims the draw at a later slot when the hash it needs is gone.
///
/// # Errors
/// `WrongVersion`, `ReportNotPending`, `DrawnAlready`, `SlotNotReached`.
pub fn draw_panel(ctx: &mut Context<DrawPanel>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let report = &mut accounts.report;
    report.require_undrawn()?;
    let before = report.state();
    let object = *report.address();
    match draw::seed(
        before.target_slot,
        &object,
        SlashingError::SlotNotReached.into(),
    )? {
        Some(seed) => report.draw(seed, accounts.staking_totals.validators.get()),
        None => report.rearm(accounts.config.target_slot(now)?),
    }
    let event = PanelDrawn {
        report: ReportChange::of(report, before),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
