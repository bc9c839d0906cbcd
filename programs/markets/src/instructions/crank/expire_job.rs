//! `expire_job` (31): a job nobody took in time ends, its funder gets everything back.

use {
    crate::{
        error::MarketsError,
        events::{JobExpired, Refund},
        instructions::escrow,
        seeds::SEED_ESCROW,
        state::{Config, Job, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::token::TokenAccount,
};

/// The job and where its deposit goes.
#[event_cpi]
#[derive(Accounts)]
pub struct ExpireJob {
    pub config: Account<Config>,
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
}

/// Ends the job and refunds the funder.
///
/// # Errors
/// `WrongRentPayer`, `JobNotOpen`, `ExitsPaused`, `DeadlineNotPassed`, and those of the funder's token account.
pub fn expire_job(ctx: &mut Context<ExpireJob>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.config.check_exits(now.at)?;
    let state_before = accounts.job.state.0;
    accounts.job.expire(now.at)?;
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
    let event = JobExpired {
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
