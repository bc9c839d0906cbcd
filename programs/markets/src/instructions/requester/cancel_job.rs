//! `cancel_job` (26): the requester takes an Open job back.

use {
    crate::{
        error::MarketsError,
        events::{JobCancelled, Refund},
        instructions::{escrow, stand_in::check_requester},
        seeds::SEED_ESCROW,
        state::{Job, Moment, Session, SESSION_CANCEL_JOB},
    },
    anchor_lang::prelude::*,
    hypernode_common::token::TokenAccount,
};

/// The job and where its deposit goes.
#[event_cpi]
#[derive(Accounts)]
pub struct CancelJob {
    /// The job's requester, or the key of the session.
    pub requester: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, seeds = [SEED_ESCROW, job], bump = job.escrow_bump)]
    pub escrow: Account<TokenAccount>,
    /// CHECK: a token account of the funder.
    #[account(mut, unsafe(dup))]
    pub funder_token: UncheckedAccount,
    /// CHECK: gets the escrow's lamports.
    #[account(mut, unsafe(dup), address = job.rent_payer @ MarketsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    pub token_program: Program<Token>,
    /// The session whose key stands in for the requester.
    pub session: Option<Account<Session>>,
}

/// Cancels the job and refunds the funder.
///
/// # Errors
/// `WrongRentPayer`, `NotRequester`, `SessionExpired`, `SessionNotAllowed`, `JobNotOpen`, and those of the funder's token account.
pub fn cancel_job(ctx: &mut Context<CancelJob>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    check_requester(
        accounts.requester.address(),
        &accounts.job.requester,
        &accounts.session,
        SESSION_CANCEL_JOB,
        now.at,
    )?;
    let state_before = accounts.job.state.0;
    accounts.job.cancel(now.at)?;
    let refund = Refund {
        escrow: *accounts.escrow.address(),
        funder_token: *accounts.funder_token.address(),
        amount: escrow::pay_out(
            &accounts.job,
            &mut accounts.escrow,
            &mut accounts.funder_token,
            &mut accounts.rent_payer,
        )?,
    };
    let job = &mut accounts.job;
    let event = JobCancelled {
        job: *job.address(),
        job_changes: job.count_change(),
        state_before,
        state_after: job.state.0,
        close_reason: job.close_reason.0,
        refund,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
