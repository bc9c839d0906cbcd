//! 14 vote_report.

use {
    crate::{
        constants::CONFIG,
        events::ReportVoted,
        instructions::{ballot::*, vote_of},
        state::{Config, Moment, Report},
    },
    anchor_lang::prelude::*,
};

/// A report whose panel votes, and the ballot of a validator on it.
#[event_cpi]
#[derive(Accounts)]
pub struct VoteReport {
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    #[account(mut)]
    pub report: Account<Report>,
    pub ballot: Nested<Ballot>,
}

/// A validator of the panel says whether the report is true.
///
/// # Errors
/// `ValidatorNotActive`, `WrongVersion`, `ReportNotPending`, `PanelNotDrawn`, `VoteWindowOver`, `WrongSubject`,
/// `ValidatorConflict`, `NotOnPanel`, `InvalidInstructionData` for no `VoteKind`; the system program's for a second
/// vote.
pub fn vote_report(ctx: &mut Context<VoteReport>, vote: u8) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let report = &mut accounts.report;
    let ballot = &accounts.ballot;
    report.require_voting(&accounts.config, now.at)?;
    ballot.check(report)?;
    report.require_on_panel(
        ballot.owner.address(),
        accounts.config.params.panel_target.get(),
    )?;
    let vote = vote_of(vote)?;
    let (confirms_before, rejects_before) = (report.confirms, report.rejects);
    report.count_vote(vote)?;
    let record = ballot.cast(report.address(), vote, 1)?;
    let event = ReportVoted {
        report: *report.address(),
        report_changes: report.count_change(),
        report_vote: *record.address(),
        report_vote_changes: record.changes.get(),
        validator: record.validator,
        vote: record.vote.0,
        confirms_before,
        confirms_after: report.confirms,
        rejects_before,
        rejects_after: report.rejects,
        rent_payer: record.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
