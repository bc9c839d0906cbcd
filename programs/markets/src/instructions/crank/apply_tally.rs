//! `apply_tally` (54): a replica is confirmed, or its funder made whole, as the tally says.

use {
    crate::{
        error::MarketsError,
        events::{FaultRecord, Refund, TallyApplied},
        instructions::{
            escrow,
            fault::{self, NewFault},
            registry_calls::{end_unpaid_run, UnpaidRun},
        },
        seeds::{SEED_ESCROW, SEED_FAULT},
        state::{CloseReason, Config, FaultKind, Job, Moment, ReplicaGroup, Ruling},
    },
    alloc::boxed::Box,
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::{MARKETS, REGISTRY},
        registry::{EndRunAccounts, Node, Outcome, Reputation},
        token::TokenAccount,
    },
};

/// The replica, its group and node, where the deposit may go and the place of a fault.
#[event_cpi]
#[derive(Accounts)]
pub struct ApplyTally {
    #[account(mut, unsafe(dup))]
    pub signer: Signer,
    pub config: Account<Config>,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, address = job.parent)]
    pub replicas: Account<ReplicaGroup>,
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
    /// CHECK: created here at the attempt's own address when another result stands.
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

/// Confirms a replica of the majority, which anyone may settle then. One of the minority, or that did not reveal, is
/// refunded and leaves a fault; without a majority every replica is refunded and nobody is to blame.
///
/// # Errors
/// `WrongRentPayer`, `NotInReplicas`, `JobNotSubmitted`, `NotTallied`, `AlreadyApplied`; for a refund also `ExitsPaused`
/// and those of the funder's token account.
pub fn apply_tally(ctx: &mut Context<ApplyTally>) -> Result<()> {
    let fault_bump = ctx.bumps.fault;
    let event = ctx.accounts.apply(fault_bump, Moment::now()?)?;
    emit_cpi!(*event);
    Ok(())
}

impl ApplyTally {
    // Boxed and never inlined: event and accounts together do not fit the 4 KiB frame of its caller.
    #[inline(never)]
    fn apply(&mut self, fault_bump: u8, now: Moment) -> Result<Box<TallyApplied>> {
        let seat = self.replicas.seat_of(self.job.address())?;
        self.job.require_submitted()?;
        let applied_before = self.replicas.applied;
        let (state_before, flags_before) = (self.job.state.0, self.job.flags);
        let (refund, fault) = match self.replicas.apply(seat)? {
            Ruling::Majority => {
                self.job.confirm()?;
                (Refund::none(), FaultRecord::none())
            }
            Ruling::Minority => {
                let fault = self.record_fault(fault_bump, now)?;
                let refund = self.refund(CloseReason::QuorumMinority, Outcome::Failed, now)?;
                (refund, fault)
            }
            // The one outcome that counts against nobody.
            Ruling::NoMajority => {
                let refund = self.refund(CloseReason::NoMajority, Outcome::ProgramFailed, now)?;
                (refund, FaultRecord::none())
            }
        };
        Ok(Box::new(TallyApplied {
            job: *self.job.address(),
            job_changes: self.job.count_change(),
            replicas: *self.replicas.address(),
            replicas_changes: self.replicas.count_change(),
            seat: seat as u8,
            applied_before,
            applied_after: self.replicas.applied,
            state_before,
            state_after: self.job.state.0,
            flags_before,
            flags_after: self.job.flags,
            close_reason: self.job.close_reason.0,
            node: self.job.node,
            refund,
            fault,
            slot: now.slot,
            at: now.at,
        }))
    }

    #[inline(never)]
    fn record_fault(&self, bump: u8, now: Moment) -> Result<FaultRecord> {
        fault::record(&NewFault {
            payer: self.signer.account(),
            account: self.fault.account(),
            bump,
            job_address: self.job.address(),
            job: &self.job,
            kind: FaultKind::QuorumMinority,
            voters: [Address::default(); 3],
            now: now.at,
        })
    }

    /// Submitted -> Refunded: the whole escrow goes back.
    #[inline(never)]
    fn refund(&mut self, reason: CloseReason, outcome: Outcome, now: Moment) -> Result<Refund> {
        self.config.check_exits(now.at)?;
        let run = UnpaidRun::of(&self.job, outcome);
        self.job.overturn(reason, now.at)?;
        let amount = escrow::pay_out(
            &self.job,
            &mut self.escrow,
            &mut self.funder_token,
            &mut self.rent_payer,
        )?;
        self.end_run(run);
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
