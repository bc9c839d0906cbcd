//! 18 finalise_appeal.

use {
    crate::{
        constants::CONFIG,
        events::{AppealFinalised, Payments, ReportChange, SumsChange},
        instructions::{purse::*, subject_link::*},
        state::{Config, End, Moment, Report, Tally},
    },
    anchor_lang::prelude::*,
};

/// An appealed report, and everybody its end concerns.
#[event_cpi]
#[derive(Accounts)]
pub struct FinaliseAppeal {
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    #[account(mut)]
    pub report: Account<Report>,
    pub link: Nested<SubjectLink>,
    pub purse: Nested<Purse>,
    /// CHECK: a token account of the accused; needed when the report is dismissed.
    #[account(mut, unsafe(dup))]
    pub accused_token: Option<UncheckedAccount>,
}

/// Ends the appeal: upholds the report for good, or dismisses it.
///
/// # Errors
/// `WrongSubject`, `WrongVersion`, `WrongMint`, `ReportNotAppealed`, `VoteWindowOpen`, and those of the account that
/// is paid.
pub fn finalise_appeal(ctx: &mut Context<FinaliseAppeal>) -> Result<()> {
    let event = ctx.accounts.finalise(Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl FinaliseAppeal {
    #[inline(never)]
    fn finalise(&mut self, now: Moment) -> Result<AppealFinalised> {
        self.link.check(&self.report.subject)?;
        self.purse.check(&self.config)?;
        let tally = self.report.tally_appeal(&self.config, now.at)?;
        let before = self.report.state();
        let sums_before = self.purse.state.state();
        let payments = match tally {
            Tally::Upheld => self.uphold()?,
            _ => self.dismiss(now.at)?,
        };
        Ok(AppealFinalised {
            report: ReportChange::of(&mut self.report, before),
            sums: SumsChange::of(&mut self.purse.state, sums_before),
            payments,
            slot: now.slot,
            at: now.at,
        })
    }

    /// The bond of the appeal becomes the voters'; no token moves, it lies in the vault already.
    fn uphold(&mut self) -> Result<Payments> {
        let bond = self.report.appeal_bond.get();
        self.report.uphold();
        self.purse.state.settle_bonds(bond)?;
        self.purse.state.change_pot(0, bond)?;
        Ok(Payments::default())
    }

    fn dismiss(&mut self, now: i64) -> Result<Payments> {
        let settlement = self.report.end(End::Dismissed, now)?;
        let payments = self.purse.settle(
            &settlement,
            &self.report,
            &mut None,
            &mut self.accused_token,
        )?;
        self.link.count_report(-1);
        Ok(payments)
    }
}
