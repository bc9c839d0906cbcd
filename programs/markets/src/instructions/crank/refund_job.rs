//! `refund_job` (38): after a wrong result the funder is made whole.

use {
    crate::{
        error::MarketsError,
        events::{JobRefunded, Refund},
        instructions::{
            escrow,
            registry_calls::{end_unpaid_run, UnpaidRun},
        },
        seeds::SEED_ESCROW,
        state::{Challenge, Config, Job, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::{MARKETS, REGISTRY},
        registry::{EndRunAccounts, Node, Outcome, Reputation},
        token::TokenAccount,
    },
};

/// The job, its decided challenge, its node and where the deposit goes.
#[event_cpi]
#[derive(Accounts)]
pub struct RefundJob {
    pub config: Account<Config>,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(constraint = challenge.job == *job.address() @ ProgramError::InvalidSeeds)]
    pub challenge: Account<Challenge>,
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

/// Ends the job and refunds the funder, before any penalty.
///
/// # Errors
/// `WrongRentPayer`, `JobNotChallenged`, `ChallengeUndecided`, `ExitsPaused`, and those of the funder's token
/// account.
pub fn refund_job(ctx: &mut Context<RefundJob>) -> Result<()> {
    let event = ctx.accounts.refund(Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl RefundJob {
    fn refund(&mut self, now: Moment) -> Result<JobRefunded> {
        self.config.check_exits(now.at)?;
        self.job.require_challenged()?;
        self.challenge.require_invalid()?;
        let run = UnpaidRun::of(&self.job, Outcome::Failed);
        let state_before = self.job.state.0;
        let reason = self.challenge.close_reason();
        self.job.overturn(reason, now.at)?;
        let amount = escrow::pay_out(
            &self.job,
            &mut self.escrow,
            &mut self.funder_token,
            &mut self.rent_payer,
        )?;
        let event = JobRefunded {
            job: *self.job.address(),
            job_changes: self.job.count_change(),
            state_before,
            state_after: self.job.state.0,
            close_reason: self.job.close_reason.0,
            node: self.job.node,
            refund: Refund {
                escrow: *self.escrow.address(),
                funder_token: *self.funder_token.address(),
                amount,
            },
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
