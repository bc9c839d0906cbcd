//! `resolve_challenge` (37): after the window the three seats decide who gets the bond, or share the fee of an audit.

use {
    crate::{
        error::MarketsError,
        events::{ChallengeRecord, ChallengeResolved, FaultRecord},
        instructions::{
            escrow,
            fault::{self, NewFault},
        },
        math::{bond_split_floor, fee_split_floor},
        seeds::{SEED_ESCROW, SEED_FAULT},
        state::{Challenge, ChallengeStatus, Config, Decision, Job, Moment, Verdict},
    },
    alloc::boxed::Box,
    anchor_lang::prelude::*,
    hypernode_common::{
        draw::target_slot,
        layout::{View, VERSION},
        registry::Node,
        token::TokenAccount,
    },
};

/// The challenge and its job, everybody the bond may go to, and the place of a fault.
#[event_cpi]
#[derive(Accounts)]
pub struct ResolveChallenge {
    #[account(mut)]
    pub signer: Signer,
    pub config: Account<Config>,
    #[account(mut, address = challenge.job)]
    pub job: Account<Job>,
    #[account(mut)]
    pub challenge: Account<Challenge>,
    #[account(
        address = job.node,
        constraint = node.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub node: Account<View<Node>>,
    #[account(mut, seeds = [SEED_ESCROW, job], bump = job.escrow_bump)]
    pub escrow: Account<TokenAccount>,
    /// CHECK: a token account of the node's payout key.
    #[account(mut, unsafe(dup))]
    pub payout_token: UncheckedAccount,
    /// CHECK: a token account of the challenger.
    #[account(mut, unsafe(dup))]
    pub challenger_token: UncheckedAccount,
    /// CHECK: a token account of the first seat's voter; needed when it is of the majority.
    #[account(mut, unsafe(dup))]
    pub voter_token_0: Option<UncheckedAccount>,
    /// CHECK: as above, second seat.
    #[account(mut, unsafe(dup))]
    pub voter_token_1: Option<UncheckedAccount>,
    /// CHECK: as above, third seat.
    #[account(mut, unsafe(dup))]
    pub voter_token_2: Option<UncheckedAccount>,
    /// CHECK: created here at the attempt's own address when the result is wrong.
    #[account(
        mut,
        seeds = [SEED_FAULT, job, job.posted_slot.get().to_le_bytes(), [job.attempt]],
        bump,
    )]
    pub fault: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

/// What a resolution moved and recorded.
struct Resolution {
    voter_share: u64,
    voter_tokens: [Address; 3],
    rest: u64,
    rest_token: Address,
    fault: FaultRecord,
}

impl Resolution {
    fn nothing() -> Self {
        Self {
            voter_share: 0,
            voter_tokens: [Address::default(); 3],
            rest: 0,
            rest_token: Address::default(),
            fault: FaultRecord::none(),
        }
    }
}

/// Ends the round: pays the bond and lets the result stand or fall, or opens a second round.
///
/// # Errors
/// `JobNotChallenged`, `ChallengeDecided`, `DeadlineNotPassed`, and those of the token accounts that are paid.
pub fn resolve_challenge(ctx: &mut Context<ResolveChallenge>) -> Result<()> {
    let fault_bump = ctx.bumps.fault;
    let event = ctx.accounts.resolve(fault_bump, Moment::now()?)?;
    emit_cpi!(*event);
    Ok(())
}

impl ResolveChallenge {
    // Boxed and never inlined: the event with two rounds does not fit the 4 KiB frame of its caller.
    #[inline(never)]
    fn resolve(&mut self, fault_bump: u8, now: Moment) -> Result<Box<ChallengeResolved>> {
        self.job.require_challenged()?;
        let decision = self.challenge.decision(now.at)?;
        let before = ChallengeRecord::from(&*self.challenge);
        let (state_before, flags_before) = (self.job.state.0, self.job.flags);
        let resolution = match decision {
            Decision::Valid => self.uphold()?,
            Decision::Invalid => self.convict(fault_bump, now)?,
            Decision::Again => self.draw_again(now)?,
            Decision::Undecided => self.give_up()?,
        };
        Ok(Box::new(ChallengeResolved {
            challenge: *self.challenge.address(),
            challenge_changes: self.challenge.count_change(),
            job: *self.job.address(),
            job_changes: self.job.count_change(),
            state_before,
            state_after: self.job.state.0,
            flags_before,
            flags_after: self.job.flags,
            before,
            after: ChallengeRecord::from(&*self.challenge),
            voter_share: resolution.voter_share,
            voter_tokens: resolution.voter_tokens,
            rest: resolution.rest,
            rest_token: resolution.rest_token,
            escrow: *self.escrow.address(),
            fault: resolution.fault,
            slot: now.slot,
            at: now.at,
        }))
    }

    /// The result stands; the rest of the bond goes to the node's payout. An audit has none.
    #[inline(never)]
    fn uphold(&mut self) -> Result<Resolution> {
        self.challenge.status = ChallengeStatus::Valid.into();
        self.job.uphold()?;
        let mut resolution = self.pay_voters(Verdict::Valid)?;
        if self.challenge.is_audit() {
            return Ok(resolution);
        }
        let owner = self.node.payout;
        escrow::check_recipient(self.payout_token.account(), &self.escrow.mint, &owner)?;
        escrow::pay(
            &self.job,
            &mut self.escrow,
            &mut self.payout_token,
            resolution.rest,
        );
        resolution.rest_token = *self.payout_token.address();
        Ok(resolution)
    }

    /// The result is wrong; the rest of the bond returns, and the fault names the voters.
    #[inline(never)]
    fn convict(&mut self, fault_bump: u8, now: Moment) -> Result<Resolution> {
        self.challenge.status = ChallengeStatus::Invalid.into();
        let fault = fault::record(&NewFault {
            payer: self.signer.account(),
            account: self.fault.account(),
            bump: fault_bump,
            job_address: self.job.address(),
            job: &self.job,
            kind: self.challenge.fault_kind(),
            voters: self.challenge.majority(Verdict::Invalid),
            now: now.at,
        })?;
        let mut resolution = self.pay_voters(Verdict::Invalid)?;
        self.return_rest(&mut resolution)?;
        resolution.fault = fault;
        Ok(resolution)
    }

    /// No majority: all validators are asked in a second round.
    #[inline(never)]
    fn draw_again(&mut self, now: Moment) -> Result<Resolution> {
        let target = target_slot(now.slot, self.config.params.seed_delay_slots)
            .map_err(MarketsError::from)?;
        let window = self.job.verdict_window_seconds.get();
        self.challenge.open_round(2, target, now.at, window)?;
        Ok(Resolution::nothing())
    }

    /// No majority twice: the burden of proof is the challenger's, who gets the whole bond back.
    #[inline(never)]
    fn give_up(&mut self) -> Result<Resolution> {
        self.challenge.status = ChallengeStatus::Undecided.into();
        self.job.uphold()?;
        let mut resolution = Resolution::nothing();
        resolution.rest = self.challenge.bond.get();
        self.return_rest(&mut resolution)?;
        Ok(resolution)
    }

    /// Pays the rest of the bond back; an audit has none.
    fn return_rest(&mut self, resolution: &mut Resolution) -> Result<()> {
        if self.challenge.is_audit() {
            return Ok(());
        }
        let owner = self.challenge.challenger;
        escrow::check_recipient(self.challenger_token.account(), &self.escrow.mint, &owner)?;
        escrow::pay(
            &self.job,
            &mut self.escrow,
            &mut self.challenger_token,
            resolution.rest,
        );
        resolution.rest_token = *self.challenger_token.address();
        Ok(())
    }

    /// Pays each voter of the majority its share: of the bond, or of the fee of an audit.
    fn pay_voters(&mut self, verdict: Verdict) -> Result<Resolution> {
        let majority = self.challenge.majority(verdict);
        let seats = match verdict {
            Verdict::Valid => self.challenge.valid,
            _ => self.challenge.invalid,
        };
        let split = if self.challenge.is_audit() {
            fee_split_floor(self.job.verification_fee.get(), seats)?
        } else {
            bond_split_floor(self.challenge.bond.get(), seats)?
        };
        let mut resolution = Resolution::nothing();
        resolution.voter_share = split.voter;
        resolution.rest = split.rest;
        let tokens = [
            &mut self.voter_token_0,
            &mut self.voter_token_1,
            &mut self.voter_token_2,
        ];
        for ((voter, token), paid) in majority
            .iter()
            .zip(tokens)
            .zip(resolution.voter_tokens.iter_mut())
        {
            if *voter == Address::default() {
                continue;
            }
            let token = token.as_mut().ok_or(ProgramError::NotEnoughAccountKeys)?;
            escrow::check_recipient(token.account(), &self.escrow.mint, voter)?;
            escrow::pay(&self.job, &mut self.escrow, token, split.voter);
            *paid = *token.address();
        }
        Ok(resolution)
    }
}
