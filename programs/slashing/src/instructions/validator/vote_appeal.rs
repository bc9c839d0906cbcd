//! 17 vote_appeal.

use {
    crate::{
        constants::CONFIG,
        events::AppealVoted,
        instructions::{ballot::*, vote_of},
        state::{Config, Moment, Report},
    },
    anchor_lang::prelude::*,
};

/// An appealed report, and the ballot of a validator on it.
#[event_cpi]
#[derive(Accounts)]
pub struct VoteAppeal {
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    #[account(mut)]
    pub report: Account<Report>,
    pub ballot: Nested<Ballot>,
}

/// A validator without a vote in the first round says whether the report is true.
///
/// # Errors
/// `ValidatorNotActive`, `WrongVersion`, `ReportNotAppealed`, `VoteWindowOver`, `WrongSubject`, `ValidatorConflict`,
/// `VotedInFirstRound`, `InvalidInstructionData` for no `VoteKind`; the system program's for a second vote.
pub fn vote_appeal(ctx: &mut Context<VoteAppeal>, vote: u8) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let report = &mut accounts.report;
    let ballot = &accounts.ballot;
    report.require_appeal_voting(&accounts.config, now.at)?;
    ballot.check(report)?;
    ballot.check_second_round(report)?;
    let vote = vote_of(vote)?;
    let (upholds_before, overturns_before) = (report.upholds, report.overturns);
    report.count_appeal_vote(vote)?;
    let record = ballot.cast(report.address(), vote, 2)?;
    let event = AppealVoted {
        report: *report.address(),
        report_changes: report.count_change(),
        report_vote: *record.address(),
        report_vote_changes: record.changes.get(),
        validator: record.validator,
        vote: record.vote.0,
        upholds_before,
        upholds_after: report.upholds,
        overturns_before,
        overturns_after: report.overturns,
        rent_payer: record.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
