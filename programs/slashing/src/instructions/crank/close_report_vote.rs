//! 24 close_report_vote.

use {
    crate::{
        constants::{BOND_VAULT, CONFIG},
        error::SlashingError,
        events::{ReportChange, ReportVoteClosed, SumsChange},
        instructions::purse::*,
        state::{Config, Moment, Report, ReportVote},
    },
    anchor_lang::prelude::*,
};

/// A vote on a report that ended long ago.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseReportVote {
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    #[account(mut, address = report_vote.report @ SlashingError::WrongSubject)]
    pub report: Account<Report>,
    #[account(mut, close = rent_payer)]
    pub report_vote: Account<ReportVote>,
    pub purse: Nested<Purse>,
    /// CHECK: gets the lamports.
    #[account(mut, unsafe(dup), address = report_vote.rent_payer @ SlashingError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes a vote 30 days after the report's end; a share never claimed is burned. The report closes after its votes,
/// so that none of them outlives it into another report at the same address.
///
/// # Errors
/// `WrongSubject`, `WrongRentPayer`, `WrongMint`, `ReportNotEnded`, `CloseTooSoon`.
pub fn close_report_vote(ctx: &mut Context<CloseReportVote>) -> Result<()> {
    let event = ctx.accounts.wind_up(Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl CloseReportVote {
    fn wind_up(&mut self, now: Moment) -> Result<ReportVoteClosed> {
        self.purse.check(&self.config)?;
        self.report.require_closable(now.at)?;
        let before = self.report.state();
        let sums_before = self.purse.state.state();
        let burned = self.report.drop_vote(&self.report_vote)?;
        self.purse.state.change_pot(burned, 0)?;
        self.purse.burn(burned)?;
        Ok(ReportVoteClosed {
            report: ReportChange::of(&mut self.report, before),
            sums: SumsChange::of(&mut self.purse.state, sums_before),
            report_vote: *self.report_vote.address(),
            report_vote_changes: self.report_vote.count_change(),
            burned,
            bond_vault: BOND_VAULT,
            rent_payer: self.report_vote.rent_payer,
            slot: now.slot,
            at: now.at,
        })
    }
}
