//! `extend_job` (27): the funder pays for a longer run.

use {
    crate::{
        eligibility::check_duration,
        error::MarketsError,
        events::JobExtended,
        seeds::SEED_ESCROW,
        state::{Job, JobState, Market, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        math::sub,
        registry::Node,
        token::{self, TokenAccount},
    },
};

/// The job, its market, and its node once it has one.
#[event_cpi]
#[derive(Accounts)]
pub struct ExtendJob {
    #[account(address = job.funder @ MarketsError::NotFunder)]
    pub funder: Signer,
    #[account(address = job.market)]
    pub market: Account<Market>,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(
        address = job.node,
        constraint = node.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub node: Option<Account<View<Node>>>,
    #[account(mut, seeds = [SEED_ESCROW, job], bump = job.escrow_bump)]
    pub escrow: Account<TokenAccount>,
    #[account(mut)]
    pub funder_token: Account<TokenAccount>,
    pub token_program: Program<Token>,
}

/// Lengthens the longest run and moves what it may cost more into the escrow.
///
/// # Errors
/// `NotFunder`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`, those of
/// [`Job::require_extendable`], `ZeroAmount`, `DurationRefused`, `OutsideHours`, `CapTooLarge`.
pub fn extend_job(ctx: &mut Context<ExtendJob>, extra_seconds: u32) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let longer = accounts.validate(extra_seconds, now.at)?;
    let job = &mut accounts.job;
    let (max_run_before, cap_before) = (job.max_run_seconds.get(), job.cap.get());
    let (verification_fee_before, deposit_before) = (job.verification_fee.get(), job.deposit()?);
    job.extend(longer)?;
    let deposit = sub(job.deposit()?, deposit_before).map_err(MarketsError::from)?;
    let event = JobExtended {
        job: *job.address(),
        job_changes: job.count_change(),
        max_run_seconds_before: max_run_before,
        max_run_seconds_after: longer,
        cap_before,
        cap_after: job.cap.get(),
        verification_fee_before,
        verification_fee_after: job.verification_fee.get(),
        funder_token: *accounts.funder_token.address(),
        escrow: *accounts.escrow.address(),
        deposit,
        slot: now.slot,
        at: now.at,
    };
    token::transfer(
        accounts.funder_token.cpi_handle_mut(),
        accounts.escrow.cpi_handle_mut(),
        accounts.funder.cpi_handle(),
        deposit,
        &[],
    );
    emit_cpi!(event);
    Ok(())
}

impl ExtendJob {
    /// Who, when and how long; gives the new longest run.
    fn validate(&self, extra_seconds: u32, now: i64) -> Result<u32> {
        self.funder_token
            .check(&self.escrow.mint, self.funder.address())
            .map_err(MarketsError::from)?;
        self.job.require_extendable(now)?;
        require!(extra_seconds > 0, MarketsError::ZeroAmount);
        let longer = self
            .job
            .max_run_seconds
            .get()
            .checked_add(extra_seconds)
            .ok_or(MarketsError::DurationRefused)?;
        require!(
            longer <= self.market.max_duration_seconds.get(),
            MarketsError::DurationRefused
        );
        if self.job.state != JobState::Open {
            let node = self
                .node
                .as_ref()
                .ok_or(ProgramError::NotEnoughAccountKeys)?;
            let from = match self.job.state.into() {
                JobState::Running => self.job.started_at.get(),
                _ => now,
            };
            check_duration(node, longer, from)?;
        }
        Ok(longer)
    }
}
