//! `release_job` (29): the node gives a job back before its deadline.

use {
    crate::{
        constants::FLAG_AUTO_ASSIGNED,
        error::MarketsError,
        events::{JobReleased, Refund},
        instructions::{
            escrow,
            registry_calls::{end_unpaid_run, UnpaidRun},
        },
        seeds::SEED_ESCROW,
        state::{Job, JobState, Moment, ReleaseReason},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::{MARKETS, REGISTRY},
        registry::{EndRunAccounts, Node, Outcome, Reputation},
        token::TokenAccount,
    },
};

/// The job and its node; the escrow moves only when no attempt is left.
#[event_cpi]
#[derive(Accounts)]
pub struct ReleaseJob {
    #[account(address = node.operator @ MarketsError::NotNodeOperator)]
    pub operator: Signer,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(
        mut,
        address = job.node,
        constraint = node.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub node: Account<View<Node>>,
    #[account(
        mut,
        constraint = reputation.node == *node.address() @ ProgramError::InvalidSeeds,
        constraint = reputation.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub reputation: Account<View<Reputation>>,
    #[account(mut, seeds = [SEED_ESCROW, job], bump = job.escrow_bump)]
    pub escrow: Account<TokenAccount>,
    /// CHECK: a token account of the funder.
    #[account(mut, unsafe(dup))]
    pub funder_token: UncheckedAccount,
    /// CHECK: gets the escrow's lamports.
    #[account(mut, unsafe(dup), address = job.rent_payer @ MarketsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    pub token_program: Program<Token>,
    /// CHECK: read by the registry.
    #[account(address = REGISTRY.config.address)]
    pub registry_config: UncheckedAccount,
    /// CHECK: signs for this program.
    #[account(address = MARKETS.caller.address)]
    pub caller: UncheckedAccount,
    /// CHECK: signs the registry's events.
    #[account(address = REGISTRY.event_authority.address)]
    pub registry_event_authority: UncheckedAccount,
    /// CHECK: called by its address.
    #[account(address = REGISTRY.id)]
    pub registry_program: UncheckedAccount,
}

/// Opens the job for others while attempts remain, else refunds the funder.
///
/// # Errors
/// `NotNodeOperator`, `WrongRentPayer`, `JobNotAssigned`, `StartDeadlinePassed`, `SubmitDeadlinePassed`,
/// `ParameterOutOfBounds` for a byte that is no reason, and those of the funder's token account.
pub fn release_job(ctx: &mut Context<ReleaseJob>, reason: u8) -> Result<()> {
    let event = ctx.accounts.release(reason, Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl ReleaseJob {
    fn release(&mut self, reason: u8, now: Moment) -> Result<JobReleased> {
        self.job.require_releasable(now.at)?;
        let reason = ReleaseReason::from_u8(reason).ok_or(MarketsError::ParameterOutOfBounds)?;
        let run = UnpaidRun::of(&self.job, self.outcome());
        let (state_before, attempt) = (self.job.state.0, self.job.attempt_record());
        let opened_at_before = self.job.opened_at.get();
        let exclusive_seconds_before = self.job.exclusive_seconds.get();
        let authority = self.node.authority;
        let refund = if self.job.attempts_remain() {
            self.job.reopen(&authority, now.at)?;
            Refund::none()
        } else {
            self.job.give_up(now.at)?;
            self.refund()?
        };
        let event = JobReleased {
            job: *self.job.address(),
            job_changes: self.job.count_change(),
            reason: reason as u8,
            state_before,
            state_after: self.job.state.0,
            flags_after: self.job.flags,
            close_reason: self.job.close_reason.0,
            attempt,
            authority,
            opened_at_before,
            exclusive_seconds_before,
            refund,
            slot: now.slot,
            at: now.at,
        };
        self.end_run(run);
        Ok(event)
    }

    /// Giving back what one accepted by hand but did not start is declining it, and so is giving back a sealed input
    /// without its key, which nobody can run; all else is failing.
    fn outcome(&self) -> Outcome {
        let unstarted = self.job.state == JobState::Assigned && !self.job.has(FLAG_AUTO_ASSIGNED);
        if unstarted || self.job.waits_for_key() {
            Outcome::Declined
        } else {
            Outcome::Failed
        }
    }

    fn refund(&mut self) -> Result<Refund> {
        let amount = escrow::pay_out(
            &self.job,
            &mut self.escrow,
            &mut self.funder_token,
            &mut self.rent_payer,
        )?;
        Ok(Refund {
            escrow: *self.escrow.address(),
            funder_token: *self.funder_token.address(),
            amount,
        })
    }

    fn end_run(&mut self, run: UnpaidRun) {
        end_unpaid_run(
            EndRunAccounts {
                caller: self.caller.cpi_handle(),
                config: self.registry_config.cpi_handle(),
                node: self.node.cpi_handle_mut(),
                reputation: self.reputation.cpi_handle_mut(),
                event_authority: self.registry_event_authority.cpi_handle(),
                program: self.registry_program.cpi_handle(),
            },
            run,
        );
    }
}
