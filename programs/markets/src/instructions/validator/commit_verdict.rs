//! `commit_verdict` (64): a validator on the panel fixes what it found, before anybody can copy it.

use {
    super::judge::Judge,
    crate::{
        error::MarketsError,
        events::VerdictCommitted,
        seeds::SEED_VERDICT,
        state::{Challenge, Config, Job, Moment, VerdictCommitment},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::STAKING,
        registry::Node,
        staking::{self, Bond, Validator},
    },
};

/// The challenge, its job and node, what staking says about the validator, and the new commitment.
#[event_cpi]
#[derive(Accounts)]
pub struct CommitVerdict {
    #[account(address = validator.owner @ MarketsError::ValidatorNotActive)]
    pub owner: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub config: Account<Config>,
    pub challenge: Account<Challenge>,
    #[account(address = challenge.job)]
    pub job: Account<Job>,
    #[account(
        address = job.node,
        constraint = node.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub node: Account<View<Node>>,
    #[account(constraint = validator.version == VERSION @ MarketsError::WrongVersion)]
    pub validator: Account<View<Validator>>,
    #[account(
        constraint = bond.subject == *validator.address() @ ProgramError::InvalidSeeds,
        constraint = bond.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub bond: Account<View<Bond>>,
    #[account(
        address = STAKING.config.address,
        constraint = staking_config.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub staking_config: Account<View<staking::Config>>,
    #[account(
        init,
        payer = payer,
        seeds = [
            SEED_VERDICT,
            job,
            job.posted_slot.get().to_le_bytes(),
            [challenge.round],
            owner,
        ],
        bump,
    )]
    pub verdict_commitment: Account<VerdictCommitment>,
    pub system_program: Program<System>,
}

/// Keeps the commitment until its reveal.
///
/// # Errors
/// `ValidatorNotActive`, `ChallengeDecided`, `PanelNotDrawn`, `VerdictCommitsOver`, `ValidatorConflict`, `NotOnPanel`,
/// `ZeroDigest`.
pub fn commit_verdict(ctx: &mut Context<CommitVerdict>, commitment: [u8; 32]) -> Result<()> {
    let now = Moment::now()?;
    let bump = ctx.bumps.verdict_commitment;
    let accounts = &mut ctx.accounts;
    accounts.challenge.require_committing(now.at)?;
    accounts.judge().check()?;
    let voter = *accounts.owner.address();
    let panel_target = accounts.config.params.panel_target.get();
    accounts.challenge.require_on_panel(&voter, panel_target)?;

    let record = &mut accounts.verdict_commitment;
    record.open(bump, *accounts.payer.address());
    record.commit(&accounts.challenge, &accounts.job, &voter, &commitment)?;
    let event = VerdictCommitted {
        verdict_commitment: *record.address(),
        verdict_commitment_changes: record.changes.get(),
        challenge: *accounts.challenge.address(),
        job: record.job,
        posted_slot: record.posted_slot.get(),
        round: record.round,
        voter,
        commitment,
        reveal_until: record.reveal_until.get(),
        rent_payer: record.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

impl CommitVerdict {
    fn judge(&self) -> Judge<'_> {
        Judge {
            owner: self.owner.address(),
            challenge: &self.challenge,
            job: &self.job,
            node: &self.node,
            validator: &self.validator,
            bond: &self.bond,
            staking: &self.staking_config,
        }
    }
}
