//! `reassign_job` (30): a late node loses the job, which opens for others.

use {
    crate::{
        error::MarketsError,
        events::JobReassigned,
        instructions::{
            fault::{self, NewFault},
            registry_calls::{end_unpaid_run, UnpaidRun},
        },
        seeds::SEED_FAULT,
        state::{timeout_fault, Job, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::{MARKETS, REGISTRY},
        registry::{EndRunAccounts, Node, Outcome, Reputation},
    },
};

/// The job, its node and the record of the fault.
#[event_cpi]
#[derive(Accounts)]
pub struct ReassignJob {
    #[account(mut)]
    pub signer: Signer,
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
    /// CHECK: created here at the attempt's own address.
    #[account(
        mut,
        seeds = [SEED_FAULT, job, job.posted_slot.get().to_le_bytes(), [job.attempt]],
        bump,
    )]
    pub fault: UncheckedAccount,
    pub system_program: Program<System>,
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

/// Opens the job again and records the fault; the signer pays its rent.
///
/// # Errors
/// `JobNotAssigned`, `DeadlineNotPassed`, `AlreadyStopped`, `NoAttemptsLeft`.
pub fn reassign_job(ctx: &mut Context<ReassignJob>) -> Result<()> {
    let fault_bump = ctx.bumps.fault;
    let event = ctx.accounts.reassign(fault_bump, Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl ReassignJob {
    fn reassign(&mut self, fault_bump: u8, now: Moment) -> Result<JobReassigned> {
        let reason = self.job.timeout_reason(now.at)?;
        self.job.require_attempts()?;
        let run = UnpaidRun::of(&self.job, Outcome::TimedOut);
        let (state_before, attempt) = (self.job.state.0, self.job.attempt_record());
        let opened_at_before = self.job.opened_at.get();
        let exclusive_seconds_before = self.job.exclusive_seconds.get();
        let authority = self.node.authority;
        let fault = fault::record(&NewFault {
            payer: self.signer.account(),
            account: self.fault.account(),
            bump: fault_bump,
            job_address: self.job.address(),
            job: &self.job,
            kind: timeout_fault(reason),
            voters: [Address::default(); 3],
            now: now.at,
        })?;
        self.job.reopen(&authority, now.at)?;
        let event = JobReassigned {
            job: *self.job.address(),
            job_changes: self.job.count_change(),
            state_before,
            state_after: self.job.state.0,
            flags_after: self.job.flags,
            attempt,
            authority,
            opened_at_before,
            exclusive_seconds_before,
            fault,
            slot: now.slot,
            at: now.at,
        };
        self.end_run(run);
        Ok(event)
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
