//! `draw_audit` (50): a later slot hash decides whether validators look at a result.

use {
    crate::{
        audit,
        error::MarketsError,
        events::{AuditDrawn, ChallengeRecord},
        seeds::SEED_CHALLENGE,
        state::{Challenge, ChallengeKind, ChallengeStatus, Config, Job, Moment},
    },
    alloc::boxed::Box,
    anchor_lang::{prelude::*, AccountInitialize},
    hypernode_common::{digest, draw},
};

/// The job, and the place of the challenge that the lot may open.
#[event_cpi]
#[derive(Accounts)]
pub struct DrawAudit {
    /// Pays the rent of the challenge.
    #[account(mut)]
    pub signer: Signer,
    pub config: Account<Config>,
    #[account(mut)]
    pub job: Account<Job>,
    /// CHECK: created here at the job's own address when the lot falls on it.
    #[account(mut, seeds = [SEED_CHALLENGE, job], bump)]
    pub challenge: UncheckedAccount,
    pub system_program: Program<System>,
}

/// Draws the lot, or aims it at a later slot when the hash it needs is gone.
///
/// # Errors
/// `NotAudited`, `JobNotSubmitted`, `DrawnAlready`, `ChallengeDecided`, `SlotNotReached`.
pub fn draw_audit(ctx: &mut Context<DrawAudit>) -> Result<()> {
    let challenge_bump = ctx.bumps.challenge;
    let event = ctx.accounts.draw(challenge_bump, Moment::now()?)?;
    emit_cpi!(*event);
    Ok(())
}

impl DrawAudit {
    #[inline(never)]
    fn draw(&mut self, challenge_bump: u8, now: Moment) -> Result<Box<AuditDrawn>> {
        self.job.require_undrawn_audit()?;
        let mut event = Box::new(self.before(now));
        let delay = self.config.params.seed_delay_slots;
        let from = self.job.phase_slot.get();
        let target = draw::target_slot(from, delay).map_err(MarketsError::from)?;
        let not_reached = MarketsError::SlotNotReached.into();
        match draw::seed(target, self.job.address(), not_reached)? {
            None => self.job.rearm_audit(now.slot)?,
            Some(seed) => {
                let digest = digest::audit(&seed, self.job.address(), self.job.posted_slot.get());
                event.seed = seed;
                event.audit_digest = digest;
                if audit::is_picked(&digest, self.job.audit_bps.get()) {
                    self.open_challenge(challenge_bump, now, &mut event)?;
                } else {
                    self.job.pass_audit()?;
                }
            }
        }
        event.job_changes = self.job.count_change();
        event.state_after = self.job.state.0;
        event.flags_after = self.job.flags;
        event.phase_slot_after = self.job.phase_slot.get();
        Ok(event)
    }

    /// The event as it is told when nothing changed.
    fn before(&self, now: Moment) -> AuditDrawn {
        AuditDrawn {
            job: *self.job.address(),
            job_changes: self.job.changes.get(),
            state_before: self.job.state.0,
            state_after: self.job.state.0,
            flags_before: self.job.flags,
            flags_after: self.job.flags,
            seed: [0; 32],
            audit_digest: [0; 32],
            phase_slot_before: self.job.phase_slot.get(),
            phase_slot_after: self.job.phase_slot.get(),
            challenge: Address::default(),
            challenge_changes: 0,
            node: self.job.node,
            round: ChallengeRecord::default(),
            rent_payer: Address::default(),
            slot: now.slot,
            at: now.at,
        }
    }

    /// Submitted -> Challenged: validators decide, without anybody's bond.
    #[inline(never)]
    fn open_challenge(&mut self, bump: u8, now: Moment, event: &mut AuditDrawn) -> Result<()> {
        let seeds: &[&[u8]] = &[SEED_CHALLENGE, self.job.address().as_ref(), &[bump]];
        let mut challenge = <Account<Challenge> as AccountInitialize>::create_and_initialize(
            self.signer.account(),
            self.challenge.account(),
            Challenge::SIZE,
            &crate::ID,
            &(),
            Some(seeds),
            None,
        )?;
        self.job.open_audit()?;
        let target = draw::target_slot(now.slot, self.config.params.seed_delay_slots)
            .map_err(MarketsError::from)?;
        challenge.open(bump, *self.signer.address());
        challenge.kind = ChallengeKind::Audit.into();
        challenge.status = ChallengeStatus::Pending.into();
        challenge.job = *self.job.address();
        challenge.node = self.job.node;
        challenge.evidence = event.audit_digest;
        let window = self.job.verdict_window_seconds.get();
        challenge.open_round(1, target, now.at, window)?;
        event.challenge = *challenge.address();
        event.challenge_changes = challenge.changes.get();
        event.round = ChallengeRecord::from(&*challenge);
        event.rent_payer = challenge.rent_payer;
        Ok(())
    }
}
