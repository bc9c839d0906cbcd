//! 19 pardon_report.

use {
    crate::{
        constants::CONFIG,
        error::SlashingError,
        events::{ReportChange, ReportPardoned, SumsChange},
        instructions::{purse::*, subject_link::*},
        state::{Config, End, Moment, Report},
    },
    anchor_lang::prelude::*,
};

/// A report found true, and everybody its end concerns, with the authority's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct PardonReport {
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    #[account(address = config.head.authority @ SlashingError::NotAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub report: Account<Report>,
    pub link: Nested<SubjectLink>,
    pub purse: Nested<Purse>,
    /// CHECK: a token account of the reporter; needed when it gets its bond back.
    #[account(mut, unsafe(dup))]
    pub reporter_token: Option<UncheckedAccount>,
    /// CHECK: a token account of the accused; needed when it gets its appeal bond back.
    #[account(mut, unsafe(dup))]
    pub accused_token: Option<UncheckedAccount>,
}

/// Forgives: nothing is slashed, all bonds return.
///
/// # Errors
/// `NotAuthority`, `WrongSubject`, `WrongVersion`, `WrongMint`, `ReportNotConfirmed`, and those of the accounts that
/// are paid.
pub fn pardon_report(ctx: &mut Context<PardonReport>) -> Result<()> {
    let event = ctx.accounts.pardon(Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl PardonReport {
    #[inline(never)]
    fn pardon(&mut self, now: Moment) -> Result<ReportPardoned> {
        self.link.check(&self.report.subject)?;
        self.purse.check(&self.config)?;
        self.report.require_pardonable()?;
        let before = self.report.state();
        let sums_before = self.purse.state.state();
        let settlement = self.report.end(End::Pardoned, now.at)?;
        let payments = self.purse.settle(
            &settlement,
            &self.report,
            &mut self.reporter_token,
            &mut self.accused_token,
        )?;
        self.link.count_report(-1);
        Ok(ReportPardoned {
            report: ReportChange::of(&mut self.report, before),
            sums: SumsChange::of(&mut self.purse.state, sums_before),
            payments,
            slot: now.slot,
            at: now.at,
        })
    }
}
