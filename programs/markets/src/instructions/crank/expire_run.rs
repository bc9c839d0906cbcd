//! `expire_run` (32): the last attempt was late; the job ends and its funder gets everything back.

use {
    crate::{
        error::MarketsError,
        events::{Refund, RunExpired},
        instructions::{
            escrow,
            fault::{self, NewFault},
            registry_calls::{end_unpaid_run, UnpaidRun},
        },
        seeds::{SEED_ESCROW, SEED_FAULT},
        state::{timeout_fault, Config, Job, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::{MARKETS, REGISTRY},
        registry::{EndRunAccounts, Node, Outcome, Reputation},
        token::TokenAccount,
    },
};

/// The job, its node, where the deposit goes and the record of the fault.
#[event_cpi]
#[derive(Accounts)]
pub struct ExpireRun {
    #[account(mut, unsafe(dup))]
    pub signer: Signer,
    pub config: Account<Config>,
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
    /// CHECK: created here at the attempt's own address.
    #[account(
        mut,
        seeds = [SEED_FAULT, job, job.posted_slot.get().to_le_bytes(), [job.attempt]],
        bump,
    )]
    pub fault: UncheckedAccount,
    pub token_program: Program<Token>,
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

/// Ends the job, refunds the funder and records the fault; the signer pays its rent.
///
/// # Errors
/// `WrongRentPayer`, `JobNotAssigned`, `DeadlineNotPassed`, `ExitsPaused`, `AttemptsRemain`, and those of the
/// funder's token account.
pub fn expire_run(ctx: &mut Context<ExpireRun>) -> Result<()> {
    let fault_bump = ctx.bumps.fault;
    let event = ctx.accounts.expire(fault_bump, Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl ExpireRun {
    fn expire(&mut self, fault_bump: u8, now: Moment) -> Result<RunExpired> {
        self.config.check_exits(now.at)?;
        let reason = self.job.timeout_reason(now.at)?;
        let run = UnpaidRun::of(&self.job, Outcome::TimedOut);
        let (state_before, node) = (self.job.state.0, self.job.node);
        self.job.expire_run(reason, now.at)?;
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
        let amount = escrow::pay_out(
            &self.job,
            &mut self.escrow,
            &mut self.funder_token,
            &mut self.rent_payer,
        )?;
        let event = RunExpired {
            job: *self.job.address(),
            job_changes: self.job.count_change(),
            state_before,
            state_after: self.job.state.0,
            close_reason: self.job.close_reason.0,
            node,
            refund: Refund {
                escrow: *self.escrow.address(),
                funder_token: *self.funder_token.address(),
                amount,
            },
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
