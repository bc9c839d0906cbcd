//! 23 close_report.

use {
    crate::{
        constants::{BOND_VAULT, CONFIG},
        error::SlashingError,
        events::{ReportClosed, SumsChange},
        instructions::{accused::read_node, purse::*},
        state::{Config, Moment, Report, ReportSource},
    },
    anchor_lang::prelude::*,
    hypernode_common::digest,
};

/// A report that ended long ago.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseReport {
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    #[account(mut, close = rent_payer)]
    pub report: Account<Report>,
    /// CHECK: the accused; read while it exists, to keep an outage from being reported twice.
    #[account(address = report.subject @ SlashingError::WrongSubject)]
    pub subject: UncheckedAccount,
    pub purse: Nested<Purse>,
    /// CHECK: gets the lamports.
    #[account(mut, unsafe(dup), address = report.rent_payer @ SlashingError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes a report 30 days after its end, once its votes are closed; what named voters never claimed is burned.
///
/// # Errors
/// `WrongSubject`, `WrongRentPayer`, `WrongMint`, `ReportNotEnded`, `CloseTooSoon`, `StillOpen` while votes are open
/// or the outage it reported goes on.
pub fn close_report(ctx: &mut Context<CloseReport>) -> Result<()> {
    let event = ctx.accounts.wind_up(Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl CloseReport {
    fn wind_up(&mut self, now: Moment) -> Result<ReportClosed> {
        self.purse.check(&self.config)?;
        self.report.require_closable(now.at)?;
        require!(
            !self.report.has_votes() && !self.reports_present_outage()?,
            SlashingError::StillOpen
        );
        let sums_before = self.purse.state.state();
        let burned = self.report.unclaimed();
        self.purse.state.change_pot(burned, 0)?;
        self.purse.burn(burned)?;
        Ok(ReportClosed {
            report: *self.report.address(),
            report_changes: self.report.count_change(),
            sums: SumsChange::of(&mut self.purse.state, sums_before),
            burned,
            bond_vault: BOND_VAULT,
            rent_payer: self.report.rent_payer,
            slot: now.slot,
            at: now.at,
        })
    }

    /// Whether the node is still in the outage this report is about: without the report it could be reported again.
    fn reports_present_outage(&self) -> Result<bool> {
        if self.report.source != ReportSource::Offline || self.subject.account().data_len() == 0 {
            return Ok(false);
        }
        let node = read_node(self.subject.account())?;
        let present = digest::offline(self.subject.address(), node.last_heartbeat_at.get());
        Ok(present == self.report.evidence)
    }
}
