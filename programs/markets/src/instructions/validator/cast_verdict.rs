//! `cast_verdict` (36): a validator on the panel says whether a result is right.

use {
    crate::{
        error::MarketsError,
        events::{ChallengeRecord, VerdictCast},
        state::{Challenge, Config, Job, Moment, Verdict},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::STAKING,
        registry::Node,
        staking::{self, Bond, Validator, ValidatorStatus},
    },
};

/// The challenge, its job and node, and what staking says about the validator.
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
}

/// Seats the vote by the lowest ticket.
///
/// # Errors
/// `ValidatorNotActive`, `ChallengeDecided`, `PanelNotDrawn`, `VerdictWindowOver`, `ValidatorConflict`,
/// `NotOnPanel`, `AlreadyVoted`.
pub fn cast_verdict(ctx: &mut Context<CastVerdict>, valid: bool) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.challenge.require_voting(now.at)?;
    accounts.validate()?;
    let verdict = if valid {
        Verdict::Valid
    } else {
        Verdict::Invalid
    };
    let voter = *accounts.owner.address();
    let challenge = &mut accounts.challenge;
    let before = ChallengeRecord::from(&**challenge);
    challenge.seat(&voter, verdict, accounts.config.params.panel_target.get())?;
    let event = VerdictCast {
        challenge: *challenge.address(),
        challenge_changes: challenge.count_change(),
        job: challenge.job,
        voter,
        verdict: verdict as u8,
        before,
        after: ChallengeRecord::from(&**challenge),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

impl CastVerdict {
    /// The validator was active when the round opened, still holds its stake, and is no party of the job.
    fn validate(&self) -> Result<()> {
        let active = self.validator.status == ValidatorStatus::Active
            && self.validator.active_from <= self.challenge.opened_at
            && self.bond.pledged >= self.staking_config.params.validator_min;
        require!(active, MarketsError::ValidatorNotActive);
        let owner = self.owner.address();
        let parties = [
            &self.job.requester,
            &self.job.funder,
            &self.node.authority,
            &self.node.operator,
        ];
        require!(!parties.contains(&owner), MarketsError::ValidatorConflict);
        Ok(())
    }
}
