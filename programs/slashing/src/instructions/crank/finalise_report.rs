//! 15 finalise_report.

use {
    crate::{
        constants::CONFIG,
        events::{Payments, ReportChange, ReportFinalised, SumsChange},
        instructions::{purse::*, subject_link::*},
        state::{Config, End, Moment, Report, Tally},
    },
    anchor_lang::prelude::*,
};

/// A report whose panel voted, and everybody its end concerns.
#[event_cpi]
#[derive(Accounts)]
pub struct FinaliseReport {
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    #[account(mut)]
    pub report: Account<Report>,
    pub link: Nested<SubjectLink>,
    pub purse: Nested<Purse>,
    /// CHECK: a token account of the reporter; needed when the report lapses.
    #[account(mut, unsafe(dup))]
    pub reporter_token: Option<UncheckedAccount>,
    /// CHECK: a token account of the accused; needed when the report is dismissed.
    #[account(mut, unsafe(dup))]
    pub accused_token: Option<UncheckedAccount>,
}

/// Ends the first round: confirms, dismisses, or lets the report lapse.
///
/// # Errors
/// `WrongSubject`, `WrongVersion`, `WrongMint`, `ReportNotPending`, `VoteWindowOpen`, and those of the accounts that
/// are paid.
pub fn finalise_report(ctx: &mut Context<FinaliseReport>) -> Result<()> {
    let event = ctx.accounts.finalise(Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl FinaliseReport {
    #[inline(never)]
    fn finalise(&mut self, now: Moment) -> Result<ReportFinalised> {
        self.link.check(&self.report.subject)?;
        self.purse.check(&self.config)?;
        let tally = self.report.tally(&self.config, now.at)?;
        let before = self.report.state();
        let sums_before = self.purse.state.state();
        let payments = match tally {
            Tally::Upheld => {
                self.report.confirm(now.at);
                Payments::default()
            }
            Tally::Dismissed => self.end(End::Dismissed, now.at)?,
            Tally::Undecided => self.end(End::Lapsed, now.at)?,
        };
        Ok(ReportFinalised {
            report: ReportChange::of(&mut self.report, before),
            sums: SumsChange::of(&mut self.purse.state, sums_before),
            payments,
            slot: now.slot,
            at: now.at,
        })
    }

    fn end(&mut self, end: End, now: i64) -> Result<Payments> {
        let settlement = self.report.end(end, now)?;
        let payments = self.purse.settle(
            &settlement,
            &self.report,
            &mut self.reporter_token,
            &mut self.accused_token,
        )?;
        self.link.count_report(-1);
        Ok(payments)
    }
}
