//! `cast_verdict` (36): a validator on the panel reveals whether it found a result right.

use {
    super::judge::Judge,
    crate::{
        error::MarketsError,
        events::{ChallengeRecord, VerdictCast},
        state::{Challenge, Config, Job, Moment, Verdict, VerdictCommitment},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::STAKING,
        registry::Node,
        staking::{self, Bond, Validator},
    },
};

/// The challenge, its job and node, what staking says about the validator, and its commitment.
#[event_cpi]
#[derive(Accounts)]
pub struct CastVerdict {
    #[account(address = validator.owner @ MarketsError::ValidatorNotActive)]
    pub owner: Signer,
    pub config: Account<Config>,
    #[account(mut)]
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
    /// Goes away with the reveal.
    #[account(
        mut,
        close = rent_payer,
        constraint = verdict_commitment.is_of(&challenge, &job, owner.address())
            @ MarketsError::VerdictNotCommitted,
    )]
    pub verdict_commitment: Account<VerdictCommitment>,
    /// CHECK: gets the lamports.
    #[account(
        mut,
        unsafe(dup),
        address = verdict_commitment.rent_payer @ MarketsError::WrongRentPayer,
    )]
    pub rent_payer: UncheckedAccount,
}

/// Seats the revealed verdict by the lowest ticket.
///
/// # Errors
/// `ValidatorNotActive`, `VerdictNotCommitted`, `WrongRentPayer`, `ChallengeDecided`, `PanelNotDrawn`,
/// `VerdictRevealTooSoon`, `VerdictWindowOver`, `ValidatorConflict`, `VerdictMismatch`, `NotOnPanel`, `AlreadyVoted`.
pub fn cast_verdict(ctx: &mut Context<CastVerdict>, valid: bool, salt: [u8; 32]) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.challenge.require_revealing(now.at)?;
    // Stake may have left and the node may have other keys since the commitment.
    accounts.judge().check()?;
    let record = &mut accounts.verdict_commitment;
    record.require_opened(&accounts.config.params.genesis, valid, &salt)?;
    let verdict = if valid {
        Verdict::Valid
    } else {
        Verdict::Invalid
    };
    let voter = record.voter;
    let challenge = &mut accounts.challenge;
    let before = ChallengeRecord::from(&**challenge);
    challenge.seat(&voter, verdict, accounts.config.params.panel_target.get())?;
    let event = VerdictCast {
        challenge: *challenge.address(),
        challenge_changes: challenge.count_change(),
        verdict_commitment: *record.address(),
        verdict_commitment_changes: record.count_change(),
        job: challenge.job,
        voter,
        verdict: verdict as u8,
        salt,
        before,
        after: ChallengeRecord::from(&**challenge),
        rent_payer: record.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

impl CastVerdict {
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
